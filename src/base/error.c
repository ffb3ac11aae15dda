#include "error.h"

#include <errno.h>

#include "diag.h"

/* What reading and writing files brings about, in the words of an office. */
static const struct {
    int error;
    jb_str text;
} table[] = {
    {ENOENT, JB_BOTH_LIT("没有这个文件或文件夹", "no such file or folder")},
    {EACCES, JB_BOTH_LIT("没有权限", "permission denied")},
    {EPERM, JB_BOTH_LIT("系统不允许", "not permitted")},
    {EISDIR, JB_BOTH_LIT("这是文件夹，不是文件", "it is a folder, not a file")},
    {ENOTDIR, JB_BOTH_LIT("路径中间有一段不是文件夹", "a part of the path is not a folder")},
    {EEXIST, JB_BOTH_LIT("同名的已经有了", "the name is taken")},
    {ENOSPC, JB_BOTH_LIT("磁盘已满", "no space left on the disk")},
    {EDQUOT, JB_BOTH_LIT("磁盘配额已用完", "the disk quota is used up")},
    {EROFS, JB_BOTH_LIT("磁盘是只读的", "the disk is read-only")},
    {EFBIG, JB_BOTH_LIT("文件太大", "the file is too large")},
    {ENAMETOOLONG, JB_BOTH_LIT("文件名太长", "the name is too long")},
    {EILSEQ, JB_BOTH_LIT("文件名里有磁盘不能用的字符", "the name has characters that the disk refuses")},
    {EINVAL, JB_BOTH_LIT("文件不能这样用", "the file cannot be used so")},
    {ELOOP, JB_BOTH_LIT("链接绕了一圈", "the links go round in a circle")},
    {EMFILE, JB_BOTH_LIT("打开的文件太多", "too many files are open")},
    {ENFILE, JB_BOTH_LIT("系统里打开的文件太多", "too many files are open in the system")},
    {ENOMEM, JB_BOTH_LIT("内存不够", "out of memory")},
    {EIO, JB_BOTH_LIT("磁盘读写出错", "the disk fails to read or write")},
    {EBUSY, JB_BOTH_LIT("别的程序正在用它", "another program is using it")},
    {ETXTBSY, JB_BOTH_LIT("它正在运行", "it is being run")},
    {EPIPE, JB_BOTH_LIT("接收的程序已经退出", "the program that reads it has ended")},
    {EBADF, JB_BOTH_LIT("没有打开", "it is not open")},
    {ESTALE, JB_BOTH_LIT("共享文件夹的连接断了", "the shared folder was lost")},
    {ENXIO, JB_BOTH_LIT("没有这个设备", "there is no such device")},
    {ENODEV, JB_BOTH_LIT("设备不支持", "the device cannot do it")},
};

jb_str jb_error_text(jb_arena *arena, int error)
{
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (table[i].error == error)
            return table[i].text;
    return jb_arena_format(arena, "系统错误 %d\x1fsystem error %d", error, error);
}
