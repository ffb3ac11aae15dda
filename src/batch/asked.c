/* Signals that ask to end: they wait until somebody looks. */
#include <pthread.h>
#include <time.h>

#include "parts.h"

/* One that is ignored (nohup) asks for nothing: blocked, it would be kept all the same. */
static bool is_ignored(int number)
{
    struct sigaction action;
    return sigaction(number, NULL, &action) == 0 && action.sa_handler == SIG_IGN;
}

void jb_asked_hold(jb_asked *asked)
{
    static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
    *asked = (jb_asked){0};
    sigemptyset(&asked->signals);
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
        if (!is_ignored(signals[i]))
            sigaddset(&asked->signals, signals[i]);
    pthread_sigmask(SIG_BLOCK, &asked->signals, &asked->before);
}

void jb_asked_release(const jb_asked *asked)
{
    pthread_sigmask(SIG_SETMASK, &asked->before, NULL);
}

int jb_asked_look(jb_asked *asked)
{
    const struct timespec at_once = {0};
    int number = sigtimedwait(&asked->signals, NULL, &at_once);
    if (number > 0 && asked->status) { /* asked twice: at once, as after a kill */
        pthread_sigmask(SIG_UNBLOCK, &asked->signals, NULL);
        signal(number, SIG_DFL);
        raise(number);
    }
    if (number > 0)
        asked->status = number == SIGINT ? JB_EXIT_INTERRUPTED : JB_EXIT_AGAIN;
    return asked->status;
}
