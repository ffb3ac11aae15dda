/* One table of commands and one of options drive parsing, help, the manual and completion. */
#include <stdlib.h>

#include "cli.h"

/* Which commands an option goes with: bits by their place in jb_commands. */
enum {
    BUILD = 1 << 0,
    CHECK = 1 << 1,
    IMPORT = 1 << 2,
    DUMP = 1 << 3,
    LAYOUT = 1 << 4,
    FONTS = 1 << 5,
    NEW = 1 << 8,
    VERIFY = 1 << 9,
    BATCH = 1 << 10,
    ALL = (1 << JB_COMMANDS) - 1,
};

const jb_command jb_commands[JB_COMMANDS] = {
    {JB_LIT("build"),
     jb_cli_build,
     {JB_LIT("稿件... [选项]"), JB_LIT("SOURCE... [options]")},
     {JB_LIT("排版，写出 PDF"), JB_LIT("set the text and write its PDF")},
     {JB_LIT("稿件是纯文本，不需要任何标记；“-”表示标准输入。写出的文件名印在标准输出上，\n"
             "一行一个。内容有错时，只写出每页带“未定稿”的屏幕版，退出状态是 1；排不出来时，\n"
             "原来的 PDF 不动。\n\n"
             "    jianbao build 2025-26.txt\n"
             "    jianbao build 2025-26.txt --for screen,imprint -o 成品/\n"
             "    jianbao build 2025/*.txt -o '{year}/{number:02}'"),
      JB_LIT("A source is plain text without any mark-up; - reads standard input. The names of\n"
             "the files written are printed, one a line. When the content has errors, only a\n"
             "screen PDF marked 未定稿 is written, with exit status 1; when it cannot be set,\n"
             "an older PDF stays as it was.\n\n"
             "    jianbao build 2025-26.txt\n"
             "    jianbao build 2025-26.txt --for screen,imprint -o out/\n"
             "    jianbao build 2025/*.txt -o '{year}/{number:02}'")},
     JB_LIT(""),
     JB_OFFER_FILES},
    {JB_LIT("check"),
     jb_cli_check,
     {JB_LIT("稿件... [选项]"), JB_LIT("SOURCE... [options]")},
     {JB_LIT("付印前的核对单：认成了什么，改了什么，有什么提醒"),
      JB_LIT("what the text was taken for, every edit, every finding")},
     {JB_LIT("不写任何文件。核对单最后是稿件的 SHA-256 和签字的地方：签了字的就是这一份。\n"
             "几份稿件时每份一行。\n\n"
             "    jianbao check 2025-26.txt\n"
             "    jianbao check 2025/*.txt"),
      JB_LIT("Nothing is written. At the end of the sheet stand the text's SHA-256 and places\n"
             "for signatures: what was signed is this text. Several sources: one line each.\n\n"
             "    jianbao check 2025-26.txt\n"
             "    jianbao check 2025/*.txt")},
     JB_LIT(""),
     JB_OFFER_FILES},
    {JB_LIT("import"),
     jb_cli_import,
     {JB_LIT("稿件... [-o 文件|文件夹]"), JB_LIT("SOURCE... [-o FILE|FOLDER]")},
     {JB_LIT("写成规范稿：每个猜测都写明标记，每处改动都列出来"),
      JB_LIT("write the canonical text: every guess a mark, every change listed")},
     {JB_LIT("规范稿排出来和原稿一样，不再猜，也不再改。不写 -o 就印在标准输出上，改动列在标准\n"
             "错误上；几份稿件要写到一个文件夹，各是 稿件名.txt。稿件本身不会被覆盖。写到别的\n"
             "文件夹时，图片和 fonts.yaml 不跟着走，请照原来的相对路径一起放过去。\n\n"
             "    jianbao import 来稿.txt -o 2025-26.txt"),
      JB_LIT("It draws the same pages as the source, with nothing guessed or changed. Without\n"
             "-o it is printed, the changes on standard error. Several sources need a folder:\n"
             "each is NAME.txt there. A source is never written over. Images and a fonts.yaml\n"
             "do not go with a text that is written to another folder: copy them, under the\n"
             "same relative paths.\n\n"
             "    jianbao import received.txt -o 2025-26.txt")},
     JB_LIT(""),
     JB_OFFER_FILES},
    {JB_LIT("dump"),
     jb_cli_dump,
     {JB_LIT("--stage=阶段 稿件"), JB_LIT("--stage=STAGE SOURCE")},
     {JB_LIT("印出排版的一个阶段"), JB_LIT("print one stage of the work")},
     {JB_LIT("给查问题的人用。阶段：source issue styled runs lines pages paint tags pdf"),
      JB_LIT("For those who look for a fault. Stages: source issue styled runs lines pages\n"
             "paint tags pdf")},
     JB_LIT(""),
     JB_OFFER_FILES},
    {JB_LIT("layout"),
     jb_cli_layout,
     {JB_LIT("list | show 名称 | check 文件..."), JB_LIT("list | show NAME | check FILE...")},
     {JB_LIT("列出版式，印出一个版式的全部内容，或查出版式文件的错误"),
      JB_LIT("list the layouts, print one, resolved, or check layout files")},
     {JB_LIT("check 把一个文件里的错误全部列出，各有行号和列号，退出状态是 3；没有错误就\n"
             "印一行。在当前文件夹里的文件写作 ./名称 或带上 .yaml，单独一个名称是已有的\n"
             "版式。\n\n"
             "    jianbao layout show gbt9704\n"
             "    jianbao layout check 本局.yaml"),
      JB_LIT("check tells every fault of a file by line and column, with exit status 3, or\n"
             "prints one line when it is good. A bare NAME is a layout that jianbao has; a\n"
             "file has a slash in its name or ends in .yaml.\n\n"
             "    jianbao layout show gbt9704\n"
             "    jianbao layout check own.yaml")},
     JB_LIT("list|show|check"),
     JB_OFFER_LAYOUTS},
    {JB_LIT("fonts"),
     jb_cli_fonts,
     {JB_LIT("check|list [稿件|文件夹]"), JB_LIT("check|list [SOURCE|FOLDER]")},
     {JB_LIT("核对字体：装了没有，是不是同一个文件；或列出字体"),
      JB_LIT("check that every font is there and the right one, or list them")},
     {JB_LIT("check 逐一核对每种字体：状态、能否嵌入 PDF、文件；缺的告诉你怎样安装。有一种\n"
             "不能用，退出状态就是 3。list 列出每种字体的名称、版式里用到它的角色、文件和\n"
             "授权。本单位的字体写在稿件（或版式文件）旁边的 fonts.yaml 里：给出稿件、文件夹或\n"
             "--layout，就连同它们一起列出；都不给时看当前文件夹。"),
      JB_LIT("check compares each with its file, says whether it may be embedded and how to\n"
             "install what is not there; exit status 3 when one of them cannot be used. list:\n"
             "each font's name, the layout's roles that use it, its file, its licence. An\n"
             "office's own fonts are in the fonts.yaml beside the text (or the layout): name\n"
             "a text, a folder or --layout to have them too, else the current folder's.")},
     JB_LIT("check|list"),
     JB_OFFER_FILES},
    {JB_LIT("explain"),
     jb_cli_explain,
     {JB_LIT("编号..."), JB_LIT("CODE...")},
     {JB_LIT("解释一条信息：什么意思，应该怎么做"),
      JB_LIT("explain a message: what it means and what to do")},
     {JB_LIT("编号就是每条信息方括号里的那个。\n\n    jianbao explain J0231"),
      JB_LIT("The code stands in brackets in each message.\n\n    jianbao explain J0231")},
     JB_LIT(""),
     JB_OFFER_NOTHING},
    {JB_LIT("help"),
     jb_cli_help,
     {JB_LIT("[命令]"), JB_LIT("[COMMAND]")},
     {JB_LIT("用法"), JB_LIT("how to use jianbao, or a command of it")},
     {JB_LIT(""), JB_LIT("")},
     JB_LIT(""),
     JB_OFFER_COMMANDS},
    {JB_LIT("new"),
     jb_cli_new,
     {JB_LIT("[文章...] [选项]"), JB_LIT("[ARTICLE...] [options]")},
     {JB_LIT("做新的一期：期号、日期接着已出的各期，文章照给出的顺序排列"),
      JB_LIT("make the next issue: number and date go on, articles in the order given")},
     {JB_LIT("写出规范稿，文件名印在标准输出上。期号和日期由文件夹里已出的各期（.txt，按年份\n"
             "分的子文件夹也算）和 series.yaml 推出；报头、报尾按 series.yaml 的 new，没有就\n"
             "和上一期相同。文章是各人交来的文字稿，怎样交来都行：第一行作标题，拿不准的地方\n"
             "写明标记，改动都列出来。不给文章，就写一份留着空的稿子。期号不会给两次，已有的\n"
             "文件不会被覆盖。第一次没有 series.yaml 时，写 --set 刊名=某某简报。\n\n"
             "    jianbao new 稿件/*.txt\n"
             "    jianbao new 稿件/*.txt --kind joint:2"),
      JB_LIT("Writes the canonical text and prints its name. Number and date follow from the\n"
             "issues in the folder (.txt, and in folders named by a year) and series.yaml;\n"
             "masthead and end matter are those below new: in series.yaml, else those of the\n"
             "last issue. Articles are texts as their authors sent them: the first line is\n"
             "the title, doubtful guesses become marks, every change is listed. Without\n"
             "articles it is a skeleton. A number is never given twice, and no file is\n"
             "written over. The first time, without series.yaml: --set 刊名=NAME.\n\n"
             "    jianbao new articles/*.txt\n"
             "    jianbao new articles/*.txt --kind joint:2")},
     JB_LIT(""),
     JB_OFFER_FILES},
    {JB_LIT("verify"),
     jb_cli_verify,
     {JB_LIT("文件|文件夹... [选项]"), JB_LIT("FILE|FOLDER... [options]")},
     {JB_LIT("核对 PDF：是不是它自称的那个标准"),
      JB_LIT("check PDFs: whether each is what it claims to be")},
     {JB_LIT("不论谁做的 PDF，都逐条按 PDF/X-1a:2003、PDF/X-4、PDF/A-1b、A-2、A-3 或 PDF/UA-1\n"
             "检查，每处不合写明规则、页和条款；同时声明几个标准的，逐个检查。不合标准时退出\n"
             "状态是 1，读不了是 3；没有声明任何标准的 PDF 只看读不读得通。给文件夹就检查其中\n"
             "的每个 PDF。\n\n"
             "    jianbao verify 2025-26-print.pdf\n"
             "    jianbao verify 来稿.pdf --standard x-1a"),
      JB_LIT("Checks a PDF, whoever made it, by the rules of PDF/X-1a:2003, PDF/X-4,\n"
             "PDF/A-1b, A-2, A-3 or PDF/UA-1, of all that it claims; each breach with its\n"
             "rule, page and clause. Exit status 1 when it does not conform, 3 when it cannot\n"
             "be read. Of one that claims no standard only its soundness is checked. In a\n"
             "folder every PDF is.\n\n"
             "    jianbao verify 2025-26-print.pdf\n"
             "    jianbao verify received.pdf --standard x-1a")},
     JB_LIT(""),
     JB_OFFER_FILES},
    {JB_LIT("batch"),
     jb_cli_batch,
     {JB_LIT("稿件文件夹... -o 成品文件夹 [选项]\n"
             "  jianbao batch plan 文件夹... -o 计划\n"
             "  jianbao batch run|merge|status [计划] -o 成品文件夹"),
      JB_LIT("FOLDER... -o OUT [options]\n"
             "  jianbao batch plan FOLDER... -o PLAN\n"
             "  jianbao batch run|merge|status [PLAN] -o OUT")},
     {JB_LIT("成批排版：几百期一次排完，中断了接着排"),
      JB_LIT("set hundreds of issues in one run, and go on where it was stopped")},
     {JB_LIT("文件夹里（子文件夹也算）每个 .txt 是一期，排好放在成品文件夹的 data/ 里同样的\n"
             "位置。稿件、图片、版式、字体和程序都没有变的各期不再重排。出错的一期列出来，其余\n"
             "照排，退出状态是 4；被停下（75）或断电之后，同样的命令再来一次，只排剩下的。\n"
             "成品文件夹里还有校验和清单（BagIt，可用 sha256sum -c 核对）和每期一行的\n"
             "results.jsonl。\n\n"
             "    jianbao batch 旧稿/ -o 成品/ --for archive\n\n"
             "几台机器一起排：先写计划，各排一片，最后合并（见 docs/cluster.md）。\n\n"
             "    jianbao batch plan 旧稿/ -o plan.jsonl\n"
             "    jianbao batch run plan.jsonl -o 成品/ --shard 1/8\n"
             "    jianbao batch merge plan.jsonl -o 成品/"),
      JB_LIT("Every .txt in a folder, and in folders in it, is an issue; its files lie at the\n"
             "same place below OUT/data/. What has the same text, images, layout, fonts and\n"
             "program as before is not made again. An issue that fails is told and the rest go\n"
             "on (exit status 4); after a stop (75) or a crash the same command makes what is\n"
             "left. OUT holds lists of checksums (BagIt; sha256sum -c reads them) and\n"
             "results.jsonl, a line an issue.\n\n"
             "    jianbao batch texts/ -o out/ --for archive\n\n"
             "Several machines (docs/cluster.md): a plan, a shard of it on each, then merge.\n\n"
             "    jianbao batch plan texts/ -o plan.jsonl\n"
             "    jianbao batch run plan.jsonl -o out/ --shard 1/8\n"
             "    jianbao batch merge plan.jsonl -o out/")},
     JB_LIT("plan|run|merge|status"),
     JB_OFFER_VERB_OR_FILES},
};

typedef enum option_id {
    OPTION_OUTPUT,
    OPTION_FOR,
    OPTION_IMPOSE,
    OPTION_LAYOUT,
    OPTION_SET,
    OPTION_ENCODING,
    OPTION_REPAIR,
    OPTION_KIND,
    OPTION_REVISES,
    OPTION_DATE,
    OPTION_STANDARD,
    OPTION_REPORT,
    OPTION_EXTRACT,
    OPTION_OUTLINES,
    OPTION_STRICT,
    OPTION_WATCH,
    OPTION_SHARD,
    OPTION_JOBS,
    OPTION_RECHECK,
    OPTION_PROGRESS,
    OPTION_STAGE,
    OPTION_TEXT,
    OPTION_LANG,
    OPTION_DIAGNOSTICS,
    OPTION_COLOR,
    OPTION_HELP,
    OPTION_VERSION
} option_id;

const jb_option jb_options[JB_OPTIONS] = {
    {OPTION_OUTPUT, JB_LIT("--output"), 'o',
     {JB_LIT("文件夹|文件"), JB_LIT("FOLDER|FILE")}, BUILD | IMPORT | NEW | VERIFY | BATCH,
     {JB_LIT("写到哪里：文件夹、文件，“-”是标准输出。名字里可以用：\n"
             "{year} {number} {number:02} {total} {variant} {档号}"),
      JB_LIT("where to: a folder, a file, - for standard output. The name may hold\n"
             "{year} {number} {number:02} {total} {variant} {档号}")},
     JB_LIT(""), JB_OFFER_FILES},
    {OPTION_FOR, JB_LIT("--for"), 0,
     {JB_LIT("版本,..."), JB_LIT("VARIANT,...")}, BUILD | DUMP | BATCH,
     {JB_LIT("一种或几种，用逗号隔开：screen 屏幕阅读（不写就是它），\n"
             "print 交给印厂的 PDF/X，stock 套打用的红头纸，\n"
             "imprint 套打在红头纸上的内容，archive 存档的 PDF/A-3a，\n"
             "带着稿件；档案室另有要求的：a1b、a2u"),
      JB_LIT("one or more, parted by commas: screen (else this one), print (PDF/X, for\n"
             "the press), stock (red-head paper), imprint (what is printed on it),\n"
             "archive (PDF/A-3a, its source inside); a1b, a2u where they are asked for")},
     JB_LIT("screen|print|stock|imprint|archive|a1b|a2u"), JB_OFFER_LIST},
    {OPTION_IMPOSE, JB_LIT("--impose"), 0,
     {JB_LIT("方式"), JB_LIT("HOW")}, BUILD | DUMP | BATCH,
     {JB_LIT("付印的版拼成大张：booklet 骑马订，2up 二拼，4up 四拼，\n"
             "stack 裁开叠放"),
      JB_LIT("print's pages on sheets: booklet (saddle stitch), 2up, 4up, or stack (cut\n"
             "and piled)")},
     JB_LIT("booklet|2up|4up|stack"), JB_OFFER_NOTHING},
    {OPTION_LAYOUT, JB_LIT("--layout"), 0,
     {JB_LIT("名称|文件"), JB_LIT("NAME|FILE")}, BUILD | CHECK | IMPORT | DUMP | FONTS | BATCH,
     {JB_LIT("用哪个版式；不写就看稿件的“版式”一行，再看刊名"),
      JB_LIT("the layout; else the text's line 版式 says it, else its 刊名")},
     JB_LIT(""), JB_OFFER_LAYOUTS},
    {OPTION_SET, JB_LIT("--set"), 0,
     {JB_LIT("键=值"), JB_LIT("KEY=VALUE")}, BUILD | CHECK | IMPORT | DUMP | LAYOUT | NEW | BATCH,
     {JB_LIT("只为这一次：报头的一项（期号=27）或版式的一个键（page.bleed=5mm）"),
      JB_LIT("for this run: a field of the masthead (期号=27) or a key of the layout\n"
             "(page.bleed=5mm)")},
     JB_LIT(""), JB_OFFER_NOTHING},
    {OPTION_ENCODING, JB_LIT("--encoding"), 0,
     {JB_LIT("编码"), JB_LIT("NAME")}, BUILD | CHECK | IMPORT | DUMP | NEW | BATCH,
     {JB_LIT("稿件的编码：UTF-8、GB18030（GB2312、GBK）、Big5（Big5-HKSCS）、UTF-16；\n"
             "不写就自动判断"),
      JB_LIT("of the source: UTF-8, GB18030 (GB2312, GBK), Big5 (Big5-HKSCS), UTF-16;\n"
             "else it is found out")},
     JB_LIT("UTF-8|GB18030|Big5|UTF-16"), JB_OFFER_NOTHING},
    {OPTION_REPAIR, JB_LIT("--repair"), 0,
     {JB_LIT(""), JB_LIT("")}, BUILD | CHECK | IMPORT | DUMP | BATCH,
     {JB_LIT("稿件里坏了的字节以〓代替，逐处列出，照样排版、存档；不写就停下来"),
      JB_LIT("set 〓 for bytes of the source that are no character, list each place, and\n"
             "go on; else they stop it")},
     JB_LIT(""), JB_OFFER_NOTHING},
    {OPTION_KIND, JB_LIT("--kind"), 0,
     {JB_LIT("种类"), JB_LIT("KIND")}, NEW,
     {JB_LIT("joint:2（合刊:2）、supplement（增刊）、special（专刊）、document（文号）"),
      JB_LIT("joint:2 (two numbers), supplement, special, or document (numbered\n"
             "〔2025〕N号)")},
     JB_LIT("joint|supplement|special|document"), JB_OFFER_NOTHING},
    {OPTION_REVISES, JB_LIT("--revises"), 0,
     {JB_LIT("文件"), JB_LIT("FILE")}, NEW,
     {JB_LIT("更正这一期：期号不变，另写一份，写明“更正：1”"),
      JB_LIT("correct this issue: the same number in a new file, with 更正：1")},
     JB_LIT(""), JB_OFFER_FILES},
    {OPTION_DATE, JB_LIT("--date"), 0,
     {JB_LIT("日期"), JB_LIT("DATE")}, NEW,
     {JB_LIT("这一期的日期，例如 2025-07-21；不写就按 series.yaml 的 rhythm 推出"),
      JB_LIT("of the issue, such as 2025-07-21; else by the rhythm in series.yaml")},
     JB_LIT(""), JB_OFFER_NOTHING},
    {OPTION_STANDARD, JB_LIT("--standard"), 0,
     {JB_LIT("标准"), JB_LIT("NAME")}, VERIFY,
     {JB_LIT("按这个标准检查，不管文件自称什么：\n"
             "x-1a、x-4、a-1b、a-2b、a-2u、a-2a、a-3b、a-3u、a-3a、ua-1"),
      JB_LIT("to check against, whatever the file claims: x-1a, x-4,\n"
             "a-1b, a-2b, a-2u, a-2a, a-3b, a-3u, a-3a, ua-1")},
     JB_LIT("x-1a|x-4|a-1b|a-2b|a-2u|a-2a|a-3b|a-3u|a-3a|ua-1"), JB_OFFER_NOTHING},
    {OPTION_REPORT, JB_LIT("--report"), 0,
     {JB_LIT(""), JB_LIT("")}, VERIFY,
     {JB_LIT("再印一份报告：页面框、色版、字体、图像等"),
      JB_LIT("a report too: boxes, plates, fonts, images and more")},
     JB_LIT(""), JB_OFFER_NOTHING},
    {OPTION_EXTRACT, JB_LIT("--extract"), 0,
     {JB_LIT(""), JB_LIT("")}, VERIFY,
     {JB_LIT("取出 PDF 里附带的文件，放进新文件夹（-o 指定，不写就与 PDF 同名），\n"
             "核对校验和，说明当时的版式、字体、程序与现在有什么不同，给出重排的命令"),
      JB_LIT("give back the files that the PDF carries, into a new folder (of -o, else\n"
             "of the PDF's name), check them, tell what differs from the layout, fonts\n"
             "and programs of then, and the command that builds the PDF again")},
     JB_LIT(""), JB_OFFER_NOTHING},
    {OPTION_OUTLINES, JB_LIT("--outlines"), 0,
     {JB_LIT(""), JB_LIT("")}, BUILD | DUMP | BATCH,
     {JB_LIT("print 版的文字全部转曲（同 --set print.outlines=true），不能再搜索、复制"),
      JB_LIT("all text of print as paths (as --set print.outlines=true): none is left\n"
             "to be searched or copied")},
     JB_LIT(""), JB_OFFER_NOTHING},
    {OPTION_STRICT, JB_LIT("--strict"), 0,
     {JB_LIT(""), JB_LIT("")}, BUILD | CHECK | IMPORT | DUMP | VERIFY | BATCH,
     {JB_LIT("有提醒时退出状态也是 1"), JB_LIT("warnings too make the exit status 1")},
     JB_LIT(""), JB_OFFER_NOTHING},
    {OPTION_WATCH, JB_LIT("--watch"), 0,
     {JB_LIT(""), JB_LIT("")}, BUILD,
     {JB_LIT("守着稿件和它用到的文件，一存盘就重新排版，按 Ctrl-C 停止"),
      JB_LIT("build again whenever the text or a file it uses is saved; Ctrl-C stops")},
     JB_LIT(""), JB_OFFER_NOTHING},
    {OPTION_SHARD, JB_LIT("--shard"), 0,
     {JB_LIT("几/几"), JB_LIT("I/N")}, BATCH,
     {JB_LIT("batch run：只排计划的第 I 片，共 N 片；在 Slurm 数组、Kubernetes 和\n"
             "GNU parallel 里自动读出"),
      JB_LIT("batch run: the Ith of N parts of the plan; found out by itself in a Slurm\n"
             "array, in Kubernetes and under GNU parallel")},
     JB_LIT(""), JB_OFFER_NOTHING},
    {OPTION_JOBS, JB_LIT("--jobs"), 'j',
     {JB_LIT("数"), JB_LIT("N")}, BATCH,
     {JB_LIT("同时排几期；不写就是处理器的个数"),
      JB_LIT("how many issues at once; else as many as there are processors")},
     JB_LIT(""), JB_OFFER_NOTHING},
    {OPTION_RECHECK, JB_LIT("--recheck"), 0,
     {JB_LIT(""), JB_LIT("")}, BATCH,
     {JB_LIT("以前排好的也逐个核对 SHA-256，变了的重排"),
      JB_LIT("hash what was made before too, and make again what has changed")},
     JB_LIT(""), JB_OFFER_NOTHING},
    {OPTION_PROGRESS, JB_LIT("--progress"), 0,
     {JB_LIT("形式"), JB_LIT("FORM")}, BATCH,
     {JB_LIT("进度：auto 在终端上是进度条，别处是隔一阵一行（不写就是它），\n"
             "plain 总是一行一行，json 给程序，never 不要"),
      JB_LIT("auto (a bar on a terminal, else a line now and then; else this one),\n"
             "plain (lines), json (for programs) or never")},
     JB_LIT("auto|plain|json|never"), JB_OFFER_NOTHING},
    {OPTION_STAGE, JB_LIT("--stage"), 0,
     {JB_LIT("阶段"), JB_LIT("STAGE")}, DUMP,
     {JB_LIT("要印出的阶段"), JB_LIT("the stage to print")},
     JB_LIT("source|issue|styled|runs|lines|pages|paint|tags|pdf"), JB_OFFER_NOTHING},
    {OPTION_TEXT, JB_LIT("--text"), 0,
     {JB_LIT(""), JB_LIT("")}, DUMP,
     {JB_LIT("和 --stage=issue 一起：只印文字，即从 PDF 里应能取回的文字"),
      JB_LIT("with --stage=issue: the text alone, as it must come out of the PDF")},
     JB_LIT(""), JB_OFFER_NOTHING},
    {OPTION_LANG, JB_LIT("--lang"), 0,
     {JB_LIT("zh|en"), JB_LIT("zh|en")}, ALL,
     {JB_LIT("提示用中文还是英文；不写就看系统的语言"),
      JB_LIT("language of the messages; else the system's")},
     JB_LIT("zh|en"), JB_OFFER_NOTHING},
    {OPTION_DIAGNOSTICS, JB_LIT("--diagnostics"), 0,
     {JB_LIT("形式"), JB_LIT("FORM")}, ALL,
     {JB_LIT("提示的形式：human 给人看（不写就是它），short 一行一条，json 给程序"),
      JB_LIT("human (else this one), short (one line each) or json (for programs)")},
     JB_LIT("human|short|json"), JB_OFFER_NOTHING},
    {OPTION_COLOR, JB_LIT("--color"), 0,
     {JB_LIT("何时"), JB_LIT("WHEN")}, ALL,
     {JB_LIT("颜色：auto 只在终端上用（不写就是它），always 总用，never 不用"),
      JB_LIT("auto (on a terminal alone; else this one), always or never")},
     JB_LIT("auto|always|never"), JB_OFFER_NOTHING},
    {OPTION_HELP, JB_LIT("--help"), 'h',
     {JB_LIT(""), JB_LIT("")}, ALL,
     {JB_LIT("用法"), JB_LIT("how to use it")},
     JB_LIT(""), JB_OFFER_NOTHING},
    {OPTION_VERSION, JB_LIT("--version"), 'V',
     {JB_LIT(""), JB_LIT("")}, ALL,
     {JB_LIT("版本，以及所用的库的版本"), JB_LIT("the version, and those of the libraries")},
     JB_LIT(""), JB_OFFER_NOTHING},
};

/* ---- did you mean -------------------------------------------------------------------------- */

/* How wrong a word may be and still be a slip: one letter in three. */
static unsigned slip_limit(jb_str typed)
{
    return (unsigned)(typed.len < 6 ? 2 : typed.len / 3);
}

typedef jb_str name_fn(int i);

static jb_str command_name(int i)
{
    return jb_commands[i].name;
}

static jb_str option_name(int i)
{
    return jb_options[i].name;
}

static jb_str find_nearest(jb_str typed, name_fn *name, int n)
{
    unsigned best = slip_limit(typed) + 1;
    jb_str nearest = {0};
    for (int i = 0; i < n; i++) {
        unsigned distance = jb_str_distance(typed, name(i), best);
        if (distance < best) {
            best = distance;
            nearest = name(i);
        }
    }
    return nearest;
}

const jb_command *jb_command_find(jb_cli *cli, jb_str name)
{
    for (int i = 0; i < JB_COMMANDS; i++)
        if (jb_str_equal(jb_commands[i].name, name))
            return &jb_commands[i];
    jb_str nearest = find_nearest(name, command_name, JB_COMMANDS);
    if (nearest.len)
        jb_cli_refuse(cli, JB_D_CLI_UNKNOWN_COMMAND_NEAR, JB_ARGS(name, nearest));
    else
        jb_cli_refuse(cli, JB_D_CLI_UNKNOWN_COMMAND, JB_ARGS(name));
    return NULL;
}

/* ---- parsing ------------------------------------------------------------------------------- */

static const jb_option *find_option(jb_cli *cli, jb_str name)
{
    for (int i = 0; i < JB_OPTIONS; i++)
        if (jb_str_equal(jb_options[i].name, name) ||
            (name.len == 2 && name.at[1] == jb_options[i].letter))
            return &jb_options[i];
    jb_str nearest = find_nearest(name, option_name, JB_OPTIONS);
    if (name.len > 2 && nearest.len)
        jb_cli_refuse(cli, JB_D_CLI_UNKNOWN_OPTION_NEAR, JB_ARGS(name, nearest));
    else
        jb_cli_refuse(cli, JB_D_CLI_UNKNOWN_OPTION, JB_ARGS(name));
    return NULL;
}

bool jb_choice_next(jb_str *choices, jb_str *choice)
{
    if (choices->len == 0)
        return false;
    size_t bar = jb_str_find(*choices, JB_STR("|"));
    *choice = jb_str_cut(*choices, 0, bar);
    *choices = jb_str_cut(*choices, bar == SIZE_MAX ? bar : bar + 1, choices->len);
    return true;
}

int jb_choice_find(jb_str choices, jb_str value)
{
    jb_str choice;
    for (int i = 0; jb_choice_next(&choices, &choice); i++)
        if (jb_str_equal(value, choice))
            return i;
    return -1;
}

/* Which of the option's choices the value is; -1 after a diagnostic. */
static int find_choice(jb_cli *cli, const jb_option *o, jb_str value)
{
    int choice = jb_choice_find(o->choices, value);
    if (choice < 0)
        jb_cli_refuse(cli, JB_D_CLI_BAD_CHOICE, JB_ARGS(o->name, value, o->choices));
    return choice;
}

int jb_cli_verb(jb_cli *cli)
{
    const jb_command *command = cli->command;
    if (cli->operands.len == 0) {
        jb_cli_refuse(cli, JB_D_CLI_NO_OPERAND,
                      JB_ARGS(command->name, command->usage[cli->lang]));
        return -1;
    }
    int verb = jb_choice_find(command->verbs, cli->operands.at[0]);
    if (verb < 0)
        jb_cli_refuse(cli, JB_D_CLI_BAD_CHOICE,
                      JB_ARGS(command->name, cli->operands.at[0], command->verbs));
    return verb;
}

static void apply_color(jb_cli *cli, int choice)
{
    if (choice > 0)
        cli->color_out = cli->color_err = choice == 1;
}

static uint32_t read_jobs(jb_cli *cli, const jb_option *o, jb_str value)
{
    enum { MOST = 256 };
    char *end;
    const char *typed = jb_arena_cstr(cli->arena, value);
    unsigned long jobs = strtoul(typed, &end, 10);
    bool good = *end == 0 && typed[0] >= '0' && typed[0] <= '9' && jobs >= 1 && jobs <= MOST;
    if (!good)
        jb_cli_refuse(cli, JB_D_CLI_BAD_CHOICE, JB_ARGS(o->name, value, JB_STR("1-256")));
    return good ? (uint32_t)jobs : 0;
}

static void apply_option(jb_cli *cli, const jb_option *o, jb_str value)
{
    int choice = 0;
    switch ((option_id)o->id) {
    case OPTION_OUTPUT: cli->output = value; break;
    case OPTION_FOR: cli->variants = value; break;
    case OPTION_IMPOSE: cli->impose = value; break;
    case OPTION_LAYOUT: cli->layout = value; break;
    case OPTION_SET: *jb_push(cli->arena, &cli->settings) = value; break;
    case OPTION_ENCODING: cli->encoding = value; break;
    case OPTION_REPAIR: cli->repair = true; break;
    case OPTION_KIND: cli->kind = value; break;
    case OPTION_REVISES: cli->revises = value; break;
    case OPTION_DATE: cli->date = value; break;
    case OPTION_STANDARD:
        if (find_choice(cli, o, value) >= 0)
            cli->standard = value;
        break;
    case OPTION_REPORT: cli->report = true; break;
    case OPTION_EXTRACT: cli->extract = true; break;
    case OPTION_OUTLINES:
        *jb_push(cli->arena, &cli->settings) = JB_STR("print.outlines=true");
        break;
    case OPTION_STRICT: cli->strict = true; break;
    case OPTION_WATCH: cli->watch = true; break;
    case OPTION_SHARD:
        if (!jb_shard_read(value, &cli->shard))
            jb_cli_refuse(cli, JB_D_BATCH_SHARD, JB_ARGS(value));
        break;
    case OPTION_JOBS: cli->jobs = read_jobs(cli, o, value); break;
    case OPTION_RECHECK: cli->recheck = true; break;
    case OPTION_PROGRESS:
        choice = find_choice(cli, o, value);
        cli->progress = choice < 0 ? 0 : choice;
        break;
    case OPTION_STAGE: cli->stage = value; break;
    case OPTION_TEXT: cli->text = true; break;
    case OPTION_LANG:
        choice = find_choice(cli, o, value);
        cli->lang = cli->papers = choice < 0 ? cli->lang : (jb_lang)choice;
        break;
    case OPTION_DIAGNOSTICS:
        choice = find_choice(cli, o, value);
        cli->form = choice < 0 ? cli->form : (jb_diag_form)choice;
        break;
    case OPTION_COLOR: apply_color(cli, find_choice(cli, o, value)); break;
    case OPTION_HELP: cli->help = true; break;
    case OPTION_VERSION: cli->version = true; break;
    }
}

/* Splits --name=value and -ovalue. */
static jb_str split_word(jb_str word, jb_str *value)
{
    if (word.at[1] != '-') {
        if (word.len > 2)
            *value = jb_str_cut(word, 2, word.len);
        return jb_str_cut(word, 0, 2);
    }
    size_t equals = jb_str_find(word, JB_STR("="));
    if (equals == SIZE_MAX)
        return word;
    *value = jb_str_cut(word, equals + 1, word.len);
    if (value->len == 0)
        value->at = "";
    return jb_str_cut(word, 0, equals);
}

/* Reads the option at words[i]; returns the place of its last word. */
static int read_option(jb_cli *cli, int n, char **words, int i, unsigned *used)
{
    jb_str value = {0};
    jb_str name = split_word(jb_str_make(words[i]), &value);
    const jb_option *o = find_option(cli, name);
    if (!o)
        return i;
    *used |= 1u << o->id;
    if (o->value[0].len == 0) {
        if (value.at)
            jb_cli_refuse(cli, JB_D_CLI_OPTION_NO_VALUE, JB_ARGS(name));
        else
            apply_option(cli, o, value);
        return i;
    }
    if (!value.at && i + 1 < n)
        value = jb_str_make(words[++i]);
    if (value.len == 0)
        jb_cli_refuse(cli, JB_D_CLI_OPTION_VALUE, JB_ARGS(o->name));
    else
        apply_option(cli, o, value);
    return i;
}

bool jb_option_is_shared(const jb_option *option)
{
    return option->commands == ALL;
}

bool jb_option_goes_with(const jb_option *option, const jb_command *command)
{
    return option->commands & 1u << (command - jb_commands);
}

static void check_options(jb_cli *cli, unsigned used)
{
    for (int i = 0; i < JB_OPTIONS; i++)
        if (used & 1u << jb_options[i].id && !jb_option_goes_with(&jb_options[i], cli->command))
            jb_cli_refuse(cli, JB_D_CLI_OPTION_ELSEWHERE,
                          JB_ARGS(jb_options[i].name, cli->command->name));
}

bool jb_options_parse(jb_cli *cli, int n, char **words)
{
    unsigned used = 0;
    bool operands_only = false;
    jb_words operands = {0};
    for (int i = 0; i < n; i++) {
        jb_str word = jb_str_make(words[i]);
        bool is_option = !operands_only && word.len > 1 && word.at[0] == '-';
        if (is_option && jb_str_equal(word, JB_STR("--")))
            operands_only = true;
        else if (is_option)
            i = read_option(cli, n, words, i, &used);
        else
            *jb_push(cli->arena, &operands) = word;
    }
    if (operands.len) {
        cli->command = jb_command_find(cli, operands.at[0]);
        operands.at++;
        operands.len--;
        operands.cap--;
    } else if (!cli->help && !cli->version) {
        jb_cli_refuse(cli, JB_D_CLI_NO_COMMAND, JB_NO_ARGS);
    }
    cli->operands = operands;
    if (cli->command)
        check_options(cli, used);
    return !jb_diags_fatal(&cli->diags);
}

/* ---- help ---------------------------------------------------------------------------------- */

static void print_option(const jb_cli *cli, const jb_option *o, jb_buf *out)
{
    jb_buf_add(cli->arena, out, JB_STR("  "));
    if (o->letter)
        jb_buf_printf(cli->arena, out, "-%c, ", o->letter);
    jb_buf_add(cli->arena, out, o->name);
    if (o->value[0].len)
        jb_buf_printf(cli->arena, out, "=%.*s", JB_FMT(o->value[cli->lang]));
    jb_str help = o->help[cli->lang];
    while (help.len) {
        size_t end = jb_str_find(help, JB_STR("\n"));
        jb_buf_printf(cli->arena, out, "\n      %.*s", JB_FMT(jb_str_cut(help, 0, end)));
        help = jb_str_cut(help, end == SIZE_MAX ? help.len : end + 1, help.len);
    }
    jb_buf_add(cli->arena, out, JB_STR("\n"));
}

void jb_options_print(const jb_cli *cli, const jb_command *command, jb_buf *out)
{
    for (int i = 0; i < JB_OPTIONS; i++) {
        const jb_option *o = &jb_options[i];
        bool shared = jb_option_is_shared(o);
        if (command ? !shared && jb_option_goes_with(o, command) : shared)
            print_option(cli, o, out);
    }
}
