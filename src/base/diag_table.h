/* Every diagnostic there is: X(key, number, kind, Chinese, English, explained in Chinese, in English).
 *
 * Numbers never change their meaning. Ranges follow the folders: 01xx source, 02xx issue, 03xx style,
 * 04xx font, 05xx para, 06xx page, 07xx pdf, 08xx engine, 09xx the command line,
 * 10xx series, 12xx batch, 11xx proof (P01 is 1101, N01 is 1131, W01 is 1151).
 * Message: what is wrong first, subject in “” ('' in English), no full stop. Explanation, for
 * `jianbao explain`: what it means and what to do. {0} to {3} are arguments. */

/* ---- 01xx source -------------------------------------------------------------------------- */
X(SOURCE_UNREADABLE, 0101, WORLD, "读不了文件“{0}”：{1}", "cannot read '{0}': {1}",
  "文件不存在、没有读取权限，或者给的是文件夹。核对文件名和权限后再试。",
  "The file does not exist, may not be read, or is a folder. Check its name and permissions.")
X(SOURCE_TOO_LARGE, 0102, WORLD, "文件“{0}”超过 {1} MB 的上限", "'{0}' is larger than the limit of {1} MB",
  "一期简报的文字不会这样大。请确认给的是文字稿，而不是图片或压缩包；确实过长时请分成几个文件。",
  "No bulletin's text is that large. Check that it is the text and not an image or an archive, or split it.")
X(SOURCE_BAD_BYTES, 0103, WORLD, "第 {0} 字节处的 {1} 不是合法的 {2}", "bytes {1} at offset {0} are not valid {2}",
  "文件里有这个编码不认识的字节，可能是编码判断错了，也可能文件已损坏。用 --encoding 指明编码（GB18030、Big5、UTF-8……），或请对方重新保存；找不到完好的文件时，--repair 以〓代替缺字，逐处列出。",
  "The file holds bytes that its encoding does not know. Name the encoding with --encoding (GB18030, Big5, UTF-8 ...), or have the file saved again; where there is no better file, --repair sets 〓 for what is lost and lists each place.")
X(SOURCE_UNKNOWN_ENCODING, 0104, USAGE, "不认识的编码“{0}”", "unknown encoding '{0}'",
  "可用的编码：UTF-8、GB18030（GBK、GB2312 也按它读）、Big5（含 Big5-HKSCS）、UTF-16（UTF-16LE、UTF-16BE）。",
  "Known encodings: UTF-8, GB18030 (GBK and GB2312 are read as it), Big5 (with Big5-HKSCS), UTF-16 (UTF-16LE, UTF-16BE).")
X(SOURCE_EMPTY, 0105, WORLD, "文件“{0}”里没有文字", "'{0}' holds no text",
  "文件是空的，或只有空白。请确认稿件已经保存。",
  "The file is empty or holds white space alone. Check that the text was saved.")
X(SOURCE_CONTROL, 0106, WORLD, "第 {0} 字节处有控制字符 {1}，这不像文字稿", "control character {1} at byte {0}: this does not look like text",
  "文字稿里不应有这种字符；给的可能是 Word 文档、图片或别的二进制文件。请另存为纯文本（.txt）。",
  "Text does not hold such characters: the file may be a Word document, an image or another binary. Save it as plain text (.txt).")
X(SOURCE_LONG_PARAGRAPH, 0107, WORLD, "一段超过 {0} 字的上限", "a paragraph is longer than the limit of {0} characters",
  "一段文字过长，多半是丢了换行。请把它分成几段。",
  "A paragraph is too long; line ends were probably lost. Split it.")
X(SOURCE_NOT_TEXT, 0108, WORLD, "“{0}”是{1}，不是文字稿", "'{0}' is {1}, not text",
  "在 Word 或 WPS 里打开它，选“另存为”，类型选“纯文本（*.txt）”，再用存出来的文件。图片和扫描件要先把文字录出来。",
  "Open it in Word or WPS, choose Save As and the type Plain Text (*.txt), and use that file. The text of an image or a scan must be typed first.")
X(SOURCE_REPAIRED, 0109, FINDING, "第 {0} 字节处的 {1} 不是合法的 {2}，以〓（U+FFFD）代替", "bytes {1} at offset {0} are not valid {2}: 〓 (U+FFFD) stands for them",
  "这里的字已经丢失，--repair 允许带着缺字排版和存档：印出来是〓，原稿的字节照原样附在存档文件里。找得到原文时，把字补上再排。",
  "The character here is lost, and --repair lets the text be set and kept without it: 〓 is printed, and a kept file carries the bytes as they were received. Where another copy can be found, put the character back.")
X(SOURCE_OLD_CODE, 0110, FINDING, "{0} 是“{1}”（{2}）的旧编码，已换成这个字，共 {3} 处", "{0} is an old code of '{1}' ({2}), which was put in its place; in all: {3}",
  "早年的 GBK 程序把当时 Unicode 还没有的字放在私用区，80 则是旧代码页里的欧元号。每一处都列在 check 的改动里。确认换得对；以后另存为 UTF-8 就不会再有。",
  "Programs of GBK's days put characters that Unicode then lacked into its area of private use; 80 is the euro sign of an old code page. `check` lists each change. See that it is right; a text saved as UTF-8 will not have it again.")
X(SOURCE_BEYOND_REPAIR, 0111, WORLD, "非 ASCII 字符共 {1} 个，其中 {0} 个不是合法的 {2}，没法修补", "{0} of {1} characters beyond ASCII are not valid {2}: beyond repair",
  "坏了的超过一半，或超过一万处，多半是编码认错了，或者文件根本不是文字稿。用 --encoding 指明编码，或请对方重新保存。",
  "More than half is broken, or more than 10,000 places: the encoding is probably another one, or the file is no text. Name the encoding with --encoding, or have the file saved again.")
X(SOURCE_NO_CONVERTER, 0112, WORLD, "这台机器的 iconv 没有 {0} 的对照表，或者内存不够把它读进来", "iconv of this machine has no table of {0}, or lacked the memory to load it",
  "系统的 C 库（glibc）自带这些表，在 gconv 文件夹里；精简过的系统可能删去了。装全 C 库，或关掉一些程序再试；也可以先把稿件另存为 UTF-8。",
  "The C library (glibc) has these tables in its gconv folder; a system that was cut down may lack them. Install it whole, or close other programs and try again; or save the text as UTF-8.")

/* ---- 02xx issue --------------------------------------------------------------------------- */
X(ISSUE_NO_MASTHEAD, 0201, FINDING, "没有报头：没有找到期号，全文按正文排", "no masthead: no issue number was found, all is set as text",
  "报头靠期号认出，例如“2025年第26期（总第516期）”。没有报头也照排；要报头，就在文件最前面写上“刊名：”“期号：”等行。",
  "The masthead is recognised by the issue number, such as 2025年第26期（总第516期）. Without one the text is set as it is; write lines like 刊名： and 期号： at the top to have one.")
X(ISSUE_NO_NUMBER, 0202, FINDING, "没有期号", "no issue number",
  "报头里没有“期号”。按原样排；要补，就写一行“期号：2025年第26期（总第516期）”。",
  "The header has no 期号. It is set as it stands; add a line 期号：2025年第26期（总第516期）.")
X(ISSUE_BAD_NUMBER, 0203, FINDING, "看不懂期号“{0}”，按原样排", "cannot read the issue number '{0}': set as it stands",
  "期号写作“[YYYY年]第N期（总第T期）”、“第N—M期合刊”、“增刊第N期”、“专刊”、“〔YYYY〕N号”或“总第T期”，数字用阿拉伯数字或汉字。",
  "Forms: [YYYY年]第N期（总第T期）, 第N—M期合刊, 增刊第N期, 专刊, 〔YYYY〕N号 or 总第T期, in Arabic or Han digits.")
X(ISSUE_NO_END, 0204, FINDING, "没有报尾（报、送、发）", "no end matter (报, 送, 发)",
  "文末没有“报：”“送：”这样的行。没有也照排；有而没认出时，在它前面单独写一行“---”。",
  "No lines like 报： or 送： stand at the end. If they do and were not recognised, put a line --- before them.")
X(ISSUE_NUMBERS_DISAGREE, 0205, CONTENT, "期号不一致：{2} 处是“{0}”，这里是“{1}”", "two issue numbers disagree: '{0}' at {2}, '{1}' here",
  "同一期写了两个不同的期号。改对其中一个再排；在此之前只出带“未定稿”的屏幕版。",
  "The same issue has two different numbers. Correct one; until then only a screen PDF marked 未定稿 is made.")
X(ISSUE_DATES_DISAGREE, 0206, FINDING, "日期不一致：{2} 处是“{0}”，这里是“{1}”", "two dates disagree: '{0}' at {2}, '{1}' here",
  "报头的日期和报尾的印发日期不同，或者报头写了两个日期。请核对；排版用第一个。",
  "The masthead's date and that of 印发 in the end matter differ, or the masthead has two. Please check; the first one is used.")
X(ISSUE_DOUBTFUL, 0231, FINDING, "这里拿不准：按“{0}”排（规则 {1}）。{2}", "doubtful: taken for {0} (rule {1}). {2}",
  "这一块是猜的。猜错了，就在文件里这一行的行首加上提示的标记；有标记的行不再猜。",
  "This block was guessed. If the guess is wrong, put the mark named there at the start of the line; a marked line is never guessed.")
X(ISSUE_QUOTES_ODD, 0232, FINDING, "这一段的直引号有 {0} 个，不成对", "{0} straight quotes in this paragraph: they do not pair",
  "直引号按一开一合转成“”，单数时有一个配不上，按两边的字猜它的方向。请核对。",
  "Straight quotes become “ and ” in turn; with an odd count one is left over and was turned by its neighbours. Please check.")
X(ISSUE_UNKNOWN_KEY, 0234, FINDING, "文件开头的“{0}”这一项不认识，不会印出", "unknown header field '{0}': it is not printed",
  "认识的键：刊名、期号、编发、日期、密级、编号、标识、版式、状态、更正、档号等。写错了就改；本来是正文的，就在这一行行首加“\\”。",
  "Known fields: 刊名 期号 编发 日期 密级 编号 标识 版式 状态 更正 档号 and so on. Correct it, or mark the line with \\ if it is text.")
X(ISSUE_UNKNOWN_STATUS, 0235, CONTENT, "不认识的状态“{0}”", "unknown status '{0}'",
  "状态只能是送审稿、清样或作废；定稿不写这一行。",
  "A status is 送审稿, 清样 or 作废; a final issue has no such line.")
X(ISSUE_UNKNOWN_KIND, 0236, FINDING, "没有“{0}”这种标记，照原样印出。可用的：{1}", "there is no mark '{0}': it is printed as it stands. Known: {1}",
  "行首花括号里写的是段落的种类，例如 {副题}、{署名}、{名单}。写错了就改；本来就是正文，在行首加“\\”。",
  "In braces at the start of a line stands the kind of a block, by its Chinese name, such as {副题}, {署名} or {名单}. Correct it, or put a \\ before it if it is text.")
X(ISSUE_LOST, 0237, FINDING, "这里原有{0}，到手之前就已经丢了（{1}）", "{0} was lost here before the text arrived ({1})",
  "这是别的程序在转换或粘贴时留下的代替符号。对照原稿，把丢了的字补上；丢了的是图片或表格，就把它另外放进来，再删去这个符号。",
  "Another program left this sign when it converted or pasted the text. Compare with the original and put back what is lost: the character, or the image or table; then delete the sign.")

/* ---- 03xx style --------------------------------------------------------------------------- */
X(LAYOUT_NOT_FOUND, 0301, USAGE, "没有名为“{0}”的版式（现有：{1}）", "no layout named '{0}' (there are: {1})",
  "版式是 layouts 文件夹里的 .yaml 文件，也可以给出文件路径。",
  "A layout is a .yaml file in the layouts folder; a path to a file may be given too.")
X(LAYOUT_UNREADABLE, 0302, WORLD, "读不了版式文件“{0}”：{1}", "cannot read the layout '{0}': {1}",
  "核对文件是否存在、能否读取。", "Check that the file exists and may be read.")
X(LAYOUT_SYNTAX, 0303, WORLD, "写法有误：{0}", "not well-formed: {0}",
  "版式和字体清单是 YAML 文件：键和值之间是半角冒号加空格，层次靠空格缩进，不能用 Tab 和全角符号。",
  "Layouts and font manifests are YAML: half-width colon and space between key and value, indented by spaces, no tabs or full-width marks.")
X(LAYOUT_UNKNOWN_KEY, 0304, WORLD, "不认识的键“{0}”", "unknown key '{0}'",
  "版式里的键都是固定的，写错了不会被悄悄忽略。用 jianbao layout show gbt9704 看全部的键。",
  "The keys of a layout are fixed, and a wrong one is never ignored. `jianbao layout show gbt9704` prints them all.")
X(LAYOUT_BAD_VALUE, 0305, WORLD, "“{0}”不能是“{1}”：应为 {2}", "'{0}' cannot be '{1}': it takes {2}",
  "长度写作 37mm、16pt、三号、2字（或 2em）、1行；开关写 true 或 false。",
  "Lengths: 37mm, 16pt, 三号, 2字 (or 2em), 1行; switches are true or false.")
X(LAYOUT_EXTENDS_LOOP, 0306, WORLD, "版式“{0}”绕了一圈又继承自己：{1}", "layout '{0}' extends itself in a circle: {1}",
  "箭头表示“继承自”。把其中一个文件的 extends 改成别的版式（如 gbt9704），或删去。",
  "An arrow means: extends. Let one of these files extend another layout (such as gbt9704), or delete the line.")
X(LAYOUT_MISSING_KEY, 0307, WORLD, "缺少“{0}”", "'{0}' is missing",
  "这一项必须给出，或继承一个有它的版式。", "This must be given, or extend a layout that has it.")
X(SET_BAD, 0308, USAGE, "--set {0}：不能是“{1}”，应为 {2}", "--set {0}: cannot be '{1}', it takes {2}",
  "写作 --set 键=值，例如 --set page.bleed=5mm 或 --set 期号=27。",
  "Write --set KEY=VALUE, such as --set page.bleed=5mm or --set 期号=27.")
X(LAYOUT_FIELD_UNUSED, 0309, FINDING, "版式“{1}”没有放“{0}”的地方，这一项不会印出", "layout '{1}' has no place for '{0}': it is not printed",
  "换一个有这一项的版式，或在版式的 masthead 里加上它。", "Use a layout that shows it, or add it to the masthead of this one.")
X(MANIFEST_UNREADABLE, 0310, WORLD, "读不了字体清单“{0}”：{1}", "cannot read the font manifest '{0}': {1}",
  "字体清单是 fonts 文件夹里的 manifest.yaml；单位自己的字体写在稿件旁边的 fonts.yaml 里。",
  "The manifest is manifest.yaml in the fonts folder; an office's own fonts are in a fonts.yaml beside its texts.")
X(LAYOUT_UNKNOWN_KEY_NEAR, 0311, WORLD, "不认识的键“{0}”，是不是“{1}”？", "unknown key '{0}': did you mean '{1}'?",
  "版式里的键都是固定的，写错了不会被悄悄忽略。用 jianbao layout show gbt9704 看全部的键。",
  "The keys of a layout are fixed, and a wrong one is never ignored. `jianbao layout show gbt9704` prints them all.")
X(LAYOUT_DUPLICATE_KEY, 0312, WORLD, "“{0}”写了两次", "'{0}' is given twice",
  "同一层里每个键只能写一次。删去其中一个。", "A key stands once in its mapping. Delete one of the two.")
X(SET_UNKNOWN, 0313, USAGE, "--set {0}：不认识的键“{1}”", "--set {0}: unknown key '{1}'",
  "键是版式里的键，各层之间用点连接，例如 page.bleed；也可以是报头的一项，例如 期号。用 jianbao layout show gbt9704 看全部的键。",
  "A key is a layout's key, its levels joined by dots (page.bleed), or a header field (期号). `jianbao layout show gbt9704` prints them all.")
X(SET_UNKNOWN_NEAR, 0314, USAGE, "--set {0}：不认识的键“{1}”，是不是“{2}”？", "--set {0}: unknown key '{1}', did you mean '{2}'?",
  "键是版式里的键，各层之间用点连接，例如 page.bleed；也可以是报头的一项，例如 期号。用 jianbao layout show gbt9704 看全部的键。",
  "A key is a layout's key, its levels joined by dots (page.bleed), or a header field (期号). `jianbao layout show gbt9704` prints them all.")

X(SERIES_UNREADABLE, 0320, WORLD, "读不了“{0}”：{1}", "cannot read '{0}': {1}",
  "series.yaml 写明一种简报的刊名、版式、期号规则。核对文件能否读取。",
  "series.yaml describes a newsletter: its name, layout and numbers. Check that it may be read.")
X(SERIES_SYNTAX, 0321, WORLD, "series.yaml 写法有误：{0}", "series.yaml is not well-formed: {0}",
  "它是 YAML 文件：键和值之间是半角冒号加空格，层次靠空格缩进，不能用 Tab 和全角符号。",
  "It is YAML: half-width colon and space between key and value, indented by spaces, no tabs or full-width marks.")
X(SERIES_UNKNOWN_KEY, 0322, WORLD, "series.yaml 里没有“{0}”这个键", "series.yaml has no key '{0}'",
  "能用的键：name、layout、number（restart total form joint supplement special document）、rhythm、files、new、proof（skip）、exceptions。new 下面写报头的项目（编发、密级、签发……）和 end。",
  "Keys: name, layout, number (restart total form joint supplement special document), rhythm, files, new, proof (skip), exceptions. Below new: header fields (编发, 密级, 签发 ...) and end.")
X(SERIES_UNKNOWN_KEY_NEAR, 0323, WORLD, "series.yaml 里没有“{0}”这个键，是不是“{1}”？", "series.yaml has no key '{0}': did you mean '{1}'?",
  "能用的键：name、layout、number（restart total form joint supplement special document）、rhythm、files、new、proof（skip）、exceptions。new 下面写报头的项目（编发、密级、签发……）和 end。",
  "Keys: name, layout, number (restart total form joint supplement special document), rhythm, files, new, proof (skip), exceptions. Below new: header fields (编发, 密级, 签发 ...) and end.")
X(SERIES_BAD_VALUE, 0324, WORLD, "“{0}”不能是“{1}”：应为 {2}", "'{0}' cannot be '{1}': it takes {2}",
  "照提示的样子写。form 里的 {year} {number} {total} 换成数字后，要能认成一个期号；files 里还可以用 {档号}，{number:02} 表示补足两位。rhythm 写出版的节奏：weekly 周一、biweekly 周一、monthly 15（31 是月末）、daily、irregular，也可以写几个日子。",
  "Write it as shown. With numbers for {year} {number} {total} a form must read as an issue number; files also knows {档号}, and {number:02} has two digits. rhythm: weekly Monday, biweekly Monday, monthly 15 (31: the last day), daily, irregular; several days may be given.")
X(SERIES_MISSING_KEY, 0325, WORLD, "series.yaml 里缺少“{0}”", "series.yaml lacks '{0}'",
  "这一项必须写。", "This must be given.")
X(SERIES_DUPLICATE_KEY, 0326, WORLD, "series.yaml 里“{0}”写了两次", "series.yaml gives '{0}' twice",
  "同一层里每个键只能写一次。删去其中一个。", "A key stands once in its mapping. Delete one of the two.")
X(LAYOUT_ITEMS_OVERLAP, 0340, FINDING, "报头里的“{0}”和“{1}”叠在一起", "'{0}' and '{1}' of the masthead lie over each other",
  "两项靠在同一边，上下的位置又重合，都有内容时会印在一起。改其中一项的 top、bottom 或 at。",
  "Both stand at the same edge and in the same place: when the issue has both, they are printed over each other. Change top, bottom or at of one.")

/* ---- 04xx font ---------------------------------------------------------------------------- */
X(FONT_MISSING, 0401, WORLD, "缺字体“{0}”：{1}（要装齐全部字体，看 jianbao fonts check）", "font '{0}' is missing: {1} (for all fonts at once, see `jianbao fonts check`)",
  "版式要用的字体没有装。按提示的命令安装；jianbao fonts check 列出全部字体的情况，最后一行是把缺的一次装齐的命令。",
  "A font that the layout names is not installed. Run the command shown; `jianbao fonts check` lists all fonts and ends with the one command that installs what is absent.")
X(FONT_OTHER, 0402, WORLD, "字体“{0}”的文件“{1}”不是清单里的那一个（{2}）", "'{1}' is not the file that the manifest has for font '{0}' ({2})",
  "字体文件和清单里登记的不同，排出来会不一样，所以不用它。装回登记的版本，或在 fonts.yaml 里登记这一个。",
  "The font file differs from the one in the manifest, and pages would differ, so it is not used. Install the one listed, or list this one in fonts.yaml.")
X(FONT_BROKEN, 0403, WORLD, "字体“{0}”的文件“{1}”打不开：{2}", "the file '{1}' of font '{0}' cannot be used: {2}",
  "字体文件损坏或不是字体。重新安装它。", "The font file is damaged or not a font. Install it again.")
X(FONT_NO_GLYPH, 0404, CONTENT, "“{0}”（{1}）在{2}的字体里都没有，印作〓", "no font of {2} has '{0}' ({1}): it is printed as 〓",
  "这个字的字形在这一角色的各个字体里都找不到。装上收字更多的字体（如 fonts-babelstone-han），或在 fonts.yaml 里加上自己的字体。在此之前只出带“未定稿”的屏幕版。",
  "No font of the role's chain has this character. Install a larger one (such as fonts-babelstone-han) or name your own in fonts.yaml. Until then only a screen PDF marked 未定稿 is made.")
X(FONT_UNKNOWN, 0405, WORLD, "字体清单里没有“{0}”{1}", "the font manifest has no '{0}'{1}",
  "版式里的字体名要和 fonts/manifest.yaml 或 fonts.yaml 里的一致。",
  "Fonts named by a layout must be in fonts/manifest.yaml or fonts.yaml.")
X(FONT_RESTRICTED, 0406, WORLD, "字体“{0}”不许嵌入文件（fsType {1}）", "font '{0}' may not be embedded (fsType {1})",
  "字体文件里写明不许嵌入 PDF（或不许只嵌入用到的字）。换一个字体，或向字体厂商取得授权；已有授权的，在 fonts.yaml 里这个字体下面写 embed: true。",
  "The font says of itself that it may not be embedded, or not in part. Use another one or obtain the right; if you have it, write embed: true under the font in fonts.yaml.")
X(FONT_NO_VARIANT, 0407, FINDING, "“{0}”指定了字形变体（{1}），{2}的字体里没有，印作通常的字形", "'{0}' asks for a form of its own ({1}) that no font of {2} has: its usual form is printed",
  "原文在这个字后面带有异体字选择符，多见于人名地名。要印指定的字形，在 fonts.yaml 里加上有它的字体；用通常字形的，从原文里删去选择符。",
  "The text has a variation selector behind this character, as in names of people and places. For that very form name a font that has it in fonts.yaml; if the usual form will do, delete the selector.")

/* ---- 05xx para ---------------------------------------------------------------------------- */
X(LINE_OVERFULL, 0501, FINDING, "这一行有一串断不开的字，比版心宽", "a string that cannot be broken is wider than the line",
  "多半是很长的网址或西文。可以在中间加一个空格，或改短。",
  "Probably a long URL or Latin string: add a space in it, or shorten it.")
X(LINE_ORDER, 0502, CONTENT, "“{0}”从右向左写，几个词之间的次序没有排对", "'{0}' runs from right to left: its words do not stand in their order",
  "希伯来文、阿拉伯文等，每个词里的字母是排对的，几个词却仍从左向右排。请改用译文，或者把这一句做成图片。",
  "The letters of each word of Hebrew, Arabic and the like stand in their order, but the words of a row go from left to right. Give a translation, or a picture of the sentence.")

/* ---- 06xx page ---------------------------------------------------------------------------- */
X(IMAGE_MISSING, 0601, CONTENT, "找不到图片“{0}”：{1}", "image '{0}' cannot be read: {1}",
  "图片的路径从稿件所在的文件夹算起。补上图片，或删掉这一行。",
  "An image's path starts from the text's folder. Add the image or delete the line.")
X(IMAGE_BROKEN, 0602, CONTENT, "图片“{0}”不能用：{1}", "image '{0}' cannot be used: {1}",
  "只支持 JPEG 和 PNG，文件必须完整。", "JPEG and PNG are supported; the file must be whole.")
X(PAGE_TOO_MANY, 0603, WORLD, "超过 {0} 页的上限", "more than the limit of {0} pages",
  "请分成几个文件。", "Split the text.")
X(TITLE_TOO_LONG, 0604, FINDING, "标题排了 {0} 行，超过 {1} 行", "this title takes {0} lines, more than {1}",
  "标题太长。可以改短，或在版式里放宽 styles.title.lines。",
  "The title is too long: shorten it, or allow more in styles.title.lines.")
X(MASTHEAD_OVERFULL, 0605, FINDING, "报头里的“{0}”太长，放不进版心", "'{0}' in the masthead is wider than the type area",
  "改短，或在版式里把字号的下限（min）放小。", "Shorten it, or lower the smallest size (min) in the layout.")
X(END_ALONE, 0606, FINDING, "报尾独占第 {0} 页", "the end matter stands alone on page {0}",
  "正文恰好排满上一页，报尾只好另起一页。增删几个字可以避免。",
  "The text fills the page before, so the end matter needs a page of its own. A few words more or less would avoid it.")
X(IMAGE_COARSE, 0607, FINDING, "图片“{0}”只有 {1} dpi，印出来会糊", "image '{0}' has only {1} dpi: it will look coarse in print",
  "印刷要 300 dpi，至少 150。换清晰的原图，或把图排小。", "Print wants 300 dpi, 150 at the least. Use the original, or set it smaller.")
X(IMAGE_OUTSIDE, 0608, CONTENT, "图片“{0}”不在稿件所在的文件夹里", "image '{0}' lies outside the text's folder",
  "只排稿件文件夹里的图片，路径里不能有“..”，也不能从“/”开始。把图片放到稿件旁边。",
  "Only images in the text's folder are set: no '..' in the path and no '/' at its start. Put the image beside the text.")
X(IMAGE_TOO_LARGE, 0609, CONTENT, "图片“{0}”太大：上限是 {1} MB、{2} 百万像素", "image '{0}' is too large: the limits are {1} MB and {2} megapixels",
  "印刷用不着这样大的图。缩小到排版尺寸的 300 dpi 即可。",
  "Print needs nothing like it. Scale it down to 300 dpi at the size it is set.")

X(MASTHEAD_BROKEN, 0610, FINDING, "报头里的“{0}”一行排不下，自动分成了 {1} 行", "'{0}' in the masthead is too long for one line and was set in {1}",
  "断在哪里是按字数分的。断得不合适，就自己分行：在稿件里从下一行起写后半截（“刊名：”的下一行，行首空一格）。",
  "It was parted by the count of its characters. To part it elsewhere, write its second half on the next line of the text (below 刊名：, with a leading space).")
X(MASTHEAD_COLLIDES, 0611, FINDING, "报头里的“{0}”和“{1}”碰在一起", "'{0}' and '{1}' in the masthead run into each other",
  "两项太长，或者位置太近。改短其中一项，或在版式的 masthead 里移开（top、bottom、at），或把字号改小。",
  "They are too long or too near to each other. Shorten one, or move it in the layout's masthead (top, bottom, at), or set it smaller.")

X(TABLE_TOO_WIDE, 0630, FINDING, "这个表放不进版心，各行按文字排", "this table is wider than the type area: its rows are set as text",
  "栏太多，或者一格里有断不开的长字符串。减少栏数，把表分成两个，或在版式里把 styles.table 的字号改小。",
  "It has too many columns, or a long string that cannot be broken. Use fewer columns, make two tables of it, or set styles.table smaller in the layout.")

/* ---- 07xx pdf ----------------------------------------------------------------------------- */
X(PDF_FAILED, 0701, WORLD, "写 PDF 时出错：{0}", "writing the PDF failed: {0}",
  "多半是内存不足。", "Most likely memory ran out.")
X(PDF_SUBSET, 0702, WORLD, "字体“{0}”里要用的字取不出来", "font '{0}' cannot be subset",
  "字体文件可能已损坏，或内存不足。用 jianbao fonts check 核对字体。",
  "The font file may be damaged, or memory ran out. Check it with `jianbao fonts check`.")

X(PRESS_PROFILE_UNREADABLE, 0710, PRESS, "读不了印刷特性文件“{0}”：{1}", "cannot read the press profile '{0}': {1}",
  "版式的 print.profile 写的是 ICC 文件的路径，从版式所在的文件夹算起。核对文件，或删去这一项，改用 print.condition 里的印刷条件。屏幕版照常写出。",
  "print.profile of a layout is the path of an ICC file, from the layout's folder. Check the file, or leave it out for the condition of print.condition. The screen PDF is written all the same.")
X(PRESS_PROFILE_UNFIT, 0711, PRESS, "“{0}”不能用来付印：{1}", "'{0}' cannot be used for the press: {1}",
  "印刷要用输出设备的 CMYK 特性文件，能从色彩换成墨、也能从墨换成色彩；PDF/X-1a 只认第 2 版，第 4 版的要用 print.standard: x-4。向印刷厂要一个，写在 print.profile 里。屏幕版照常写出。",
  "The press wants an output device's profile, CMYK, usable in both directions; of version 2 for PDF/X-1a, up to 4 with print.standard: x-4. Ask the printer for one and name it in print.profile. The screen PDF is written all the same.")
X(PRESS_CONDITION_UNKNOWN, 0712, PRESS, "没有登记过“{0}”这个印刷条件，可用的是：{1}", "there is no registered printing condition '{0}'; known: {1}",
  "print.condition 写 ICC 登记的名字。印刷厂给了自己的特性文件时，写在 print.profile 里。",
  "print.condition takes a name that the ICC has registered. If the printer gave you a profile, name it in print.profile.")
X(PRESS_NO_PROFILE, 0713, PRESS, "这台机器上没有印刷条件“{0}”的特性文件：{1}", "this machine has no profile of the printing condition '{0}': {1}",
  "FOGRA39 的特性文件在 Debian 的 texlive-base 里，./bootstrap 会取出来；CGATS TR 001 的在 libgs-common 里。其他条件的向印刷厂要，写在 print.profile 里。屏幕版照常写出。",
  "That of FOGRA39 is in Debian's texlive-base, from which ./bootstrap takes it; that of CGATS TR 001 is in libgs-common. For others ask the printer, and name the file in print.profile. The screen PDF is written all the same.")
X(IMAGE_UNTAGGED, 0714, FINDING, "图片“{0}”没有说明自己的颜色，按 sRGB 转成印刷色", "image '{0}' does not say what its colours are: they were taken for sRGB",
  "多数图片确是 sRGB，印出来没有差别。颜色要紧的图片，请作者带特性文件（ICC）另存一份。",
  "Most images are sRGB and will print well. Where colours matter, have the image saved with its ICC profile.")
X(IMAGE_PROFILE_ODD, 0715, FINDING, "图片“{0}”所带的特性文件不能用，没有照它转", "the profile in image '{0}' cannot be used and was left aside",
  "它损坏了，或者不是给这种图片的。RGB 图片按 sRGB 转成了印刷色，灰度图片照原样。请看一看印前打样，或另存这个图片。",
  "It is damaged, or belongs to another kind of image. RGB was taken for sRGB, grey stays as it is. Look at a proof, or save the image again.")
X(IMAGE_INK, 0716, PRESS, "CMYK 图片“{0}”总墨量有 {1}%，超过 {2}%", "CMYK image '{0}' has {1}% of ink in all, more than {2}%",
  "CMYK 图片照原样付印，不改动。请在修图软件里按印刷厂的总墨量重新分色，或者换成 RGB 图片；印刷厂允许更多时，改版式的 print.ink-limit。屏幕版照常写出。",
  "CMYK images go to the press as they are. Separate it again below the printer's limit, or use an RGB image; if the printer allows more, raise print.ink-limit in the layout. The screen PDF is written all the same.")
X(IMAGE_DAMAGED, 0717, PRESS, "图片“{0}”的数据有损坏：{1}", "the data of image '{0}' is damaged: {1}",
  "看图软件会猜着显示，印出来可能有花斑或缺一块。换一份完好的原图。屏幕版照常写出。",
  "Viewers guess at it; printed it may show stripes or gaps. Use a sound copy of the image. The screen PDF is written all the same.")
X(PLATE_TAKEN, 0718, PRESS, "专色版不能叫“{0}”", "a spot plate cannot be called '{0}'",
  "这是四色版或者全部、无版的名字，印刷机会当成那一块版。在版式的 inks 里给专色另起名称，例如色卡上的编号。屏幕版照常写出。",
  "That is the name of a process plate, of all plates or of none, and would be taken for it. Give the ink another name in the layout's inks, such as its number in a swatch book. The screen PDF is written all the same.")
X(PLATE_MIXED_TWICE, 0719, PRESS, "专色“{0}”在“{1}”和“{2}”里调法不同", "the spot ink '{0}' is mixed in two ways, in '{1}' and in '{2}'",
  "同一个名称只有一块版。两种墨要分开就另起名称；是同一种墨，cmyk 就要相同。屏幕版照常写出。",
  "One name is one plate. Give one of them another name if they are two inks, or the same cmyk if they are one. The screen PDF is written all the same.")
X(ARCHIVE_PRIVATE, 0720, PRESS, "{0} 是私用字符，存不成 {1}", "{0} is a character of private use: no {1} can hold it",
  "私用区（PUA）的编码是什么字，只有那个字体知道；PDF/A 的 A 级要求离开字体也知道每个字的意思（ISO 19005-3, 6.2.11.7.3）。这个字后来有了统一码的，就改用它（GB 18030—2022 把一些字移出了私用区）；没有的，用 --for a2u 存成 PDF/A-2u，或者把这个字做成图片、改用别的写法。屏幕版照常写出。",
  "What a code of the private use area is, its font alone knows; level A of PDF/A wants the meaning of each character to outlive it (ISO 19005-3, 6.2.11.7.3). If Unicode has the character by now, use that (GB 18030-2022 has moved some); if not, keep the issue as PDF/A-2u with --for a2u, or put the character as an image or in other words. The screen PDF is written all the same.")

/* ---- 08xx engine -------------------------------------------------------------------------- */
X(OUTPUT_FAILED, 0801, WORLD, "写不了“{0}”：{1}", "cannot write '{0}': {1}",
  "核对文件夹是否存在、能否写入、磁盘是否已满。原有的文件没有动。",
  "Check that the folder exists and may be written, and that the disk has room. An older file is untouched.")
X(NOT_FINAL, 0802, FINDING, "状态是“{0}”，不出 {1} 版，只出屏幕版", "status '{0}': the {1} variant is not made, only the screen one",
  "只有定稿才出印刷、归档和套打的版本。定稿后删去“状态”一行。",
  "Only a final issue becomes print, archive, stock or imprint. Delete the line 状态 when it is final.")
X(HAS_ERRORS, 0803, NOTE, "内容有错，只写了带“未定稿”的屏幕版", "the content has errors: only a screen PDF marked 未定稿 was written",
  "改好上面的错误后再排一次。", "Correct the errors above and build again.")
X(PRINT_NO_DATE, 0830, PRESS, "没有日期，不能做 PDF/X", "no date: no PDF/X can be made",
  "PDF/X 要写明文件的日期（ISO 15930 的 CreationDate），日期只从稿子来，不看时钟。在文件头写一行 日期：2025年7月11日，或加 --set 日期=2025年7月11日。",
  "PDF/X states its date (ISO 15930, CreationDate), which comes from the text and never from a clock. Write a line 日期：2025年7月11日 at the top, or --set 日期=2025年7月11日.")
X(PRINT_MARKS_NO_ROOM, 0831, PRESS, "页面宽 {0}，放不下裁切线、色标和文件信息行，至少要 {1}", "the page is {0} wide: crop marks, colour bar and slug line need {1}",
  "用宽一些的纸，或在版式里写 print: {marks: false}（命令行是 --set print.marks=false）。",
  "Use a wider page, or write print: {marks: false} in the layout (--set print.marks=false).")
X(PRINT_BROKEN, 0832, WORLD, "做出的文件不符合 {0}：{1}（{2}）", "the file made is no {0}: {1} ({2})",
  "这是 jianbao 自己的错，什么也没有写出。请把稿件和版式发给我们；要赶时间，可换另一种标准试试：--set print.standard=x-4。",
  "This is a fault of jianbao's own; nothing was written. Please send us the text and the layout; in a hurry, try the other standard: --set print.standard=x-4.")
X(PRINT_REFUSED, 0833, PRESS, "印厂不收：第 {0} 页，{1}", "no press takes it: page {0}, {1}",
  "印刷文件写出以前查了总墨量（print.ink-limit）、成品框内的套版色和叠印的白色。改好版式里的油墨或图片再排；屏幕版已经写出。",
  "Before it was written the print file was checked for the sum of its inks (print.ink-limit), for registration colour within the page and for white that overprints. Mend the layout's inks or the image and build again; the screen PDF was written.")
X(PRINT_WARNINGS, 0834, FINDING, "印厂可能有意见的地方：{0}，见报告", "what a press may object to: {0}; see the report",
  "印刷文件旁边的 .report.txt 里有每一处的页、位置和原因。文件本身符合标准，可以付印。",
  "The .report.txt beside the print file has the page, the place and the reason of each. The file itself holds its standard and can be printed.")
X(UNKNOWN_IMPOSE, 0850, USAGE, "没有拼版方式“{0}”；有：{1}", "there is no imposition '{0}'; known: {1}",
  "booklet 骑马订，2up 二拼，4up 四拼，stack 裁开叠放。",
  "booklet for saddle stitch, 2up and 4up for two and four pages on a side, stack for cutting and piling.")
X(UNKNOWN_IMPOSE_NEAR, 0851, USAGE, "没有拼版方式“{0}”，是不是“{1}”？", "there is no imposition '{0}': did you mean '{1}'?",
  "booklet 骑马订，2up 二拼，4up 四拼，stack 裁开叠放。",
  "booklet for saddle stitch, 2up and 4up for two and four pages on a side, stack for cutting and piling.")
X(IMPOSE_NOT_FOR, 0852, USAGE, "{0} 版不能拼版", "the {0} variant cannot be imposed",
  "红头纸（stock）和套打的内容（imprint）是一页一页过打印机的。要拼版，就用 --for print；两样都要时分两次排。",
  "Red-head paper (stock) and what is printed on it (imprint) go through a printer page by page. Impose print alone; build the others in a run of their own.")
X(IMPOSE_NO_PRINT, 0853, USAGE, "--impose 要和 --for print 一起用", "--impose goes with --for print",
  "拼版只用于付印的文件；屏幕版照旧一页一页。写 --for print --impose booklet，或 --for screen,print。",
  "Only print's pages are put on sheets; screen stays as it is. Write --for print --impose booklet, or --for screen,print.")
X(IMPOSE_BLANKS, 0854, FINDING, "拼成 {0} 张，要补 {1} 页空白：{2}", "{0} sheets, with {1} blank pages: {2}",
  "页数不是一张的倍数，剩下的地方空着，读者会看到空白页。增减一些内容凑满，或改用别的拼版方式。报尾单独占封底时，空白补在它前面。",
  "The pages do not fill the last sheet, and readers will see blank ones. Lengthen or shorten the text, or impose otherwise. When the end matter has the back page to itself, blanks go before it.")
X(IMPOSE_CREEP, 0855, FINDING, "{0} 张套在一起，爬移 {1}，订口只让得出 {2}", "{0} sheets in each other creep by {1}; the inner margin can spare {2}",
  "套在里面的纸会向外伸出，版面要向订口移回；最多移到订口的一半。用薄一些的纸、宽一些的订口（page.margins.inner），或分成几本。",
  "Sheets inside others stick out, and their pages are shifted to the fold by as much, at most by half of the inner margin. Use thinner paper, a wider inner margin (page.margins.inner), or several booklets.")
X(IMPOSE_NO_THICKNESS, 0856, FINDING, "不知道纸的厚度，{0} 张套在一起没有补爬移", "the paper's thickness is not known: {0} sheets in each other are not compensated for creep",
  "写明纸张：版式里 print: {paper: {name: 双胶纸, weight: 80g}}，或 --set print.paper.weight=80g，或直接写厚度 print.paper.thickness。",
  "Say the paper: print: {paper: {name: 双胶纸, weight: 80g}} in the layout, --set print.paper.weight=80g, or its thickness itself, print.paper.thickness.")
X(PRINT_SHEET_SMALL, 0857, PRESS, "用纸 {0} 放不下：连同出血和标记要 {1}", "the paper {0} is too small: with bleed and marks {1} are needed",
  "换大一些的纸（print.sheet），或不要标记（--set print.marks=false）、不要出血（--set page.bleed=0）。",
  "Use a larger sheet (print.sheet), or do without marks (--set print.marks=false) or bleed (--set page.bleed=0).")
X(PRINT_NO_SHEET, 0858, PRESS, "没有这样大的纸：要 {0}，最大的是 {1}", "no sheet is that large: {0} are needed, the largest is {1}",
  "核对版式里的 page.size，或改用一张上页数少些的拼版方式。真有这样的纸时，用 print.sheet 写出它的尺寸。",
  "Check page.size in the layout, or impose fewer pages on a sheet. If there is such paper, say its size with print.sheet.")
X(OUT_OF_MEMORY, 0804, WORLD, "内存不够", "out of memory",
  "关掉别的程序再试，或把稿件分开。", "Close other programs, or split the text.")
X(NO_PREPRINTED, 0805, FINDING, "版式“{0}”没有预印的内容，{1} 版没有意义，没有写出", "layout '{0}' has nothing preprinted: the {1} variant is not made",
  "套打要版式里有标了 preprinted 的项目。", "Stock and imprint need items marked preprinted in the layout.")

X(LOST_TEXT, 0806, WORLD, "程序有错：从第 {0} 字节起，共有 {1} 字节没有排出来；没有写任何文件", "a fault of jianbao: {1} bytes from byte {0} on were not set; nothing was written",
  "排版程序丢了文字，这绝不应发生。请把稿件和这条信息发给维护者。",
  "Text was lost on the way to the pages, which must never happen. Please send the text and this message to the maintainers.")
X(ENGINE_FAULT, 0807, WORLD, "程序有错：“{0}”这一步没有做成，也没有说明原因", "a fault of jianbao: the step '{0}' failed without saying why",
  "请把稿件和这条信息发给维护者。", "Please send the text and this message to the maintainers.")
X(UNKNOWN_VARIANT, 0808, USAGE, "没有“{0}”这种版本，可用的是：{1}", "there is no variant '{0}'; known: {1}",
  "--for 后面写一种或几种版本，用半角逗号隔开，例如 --for screen,stock。", "--for takes one or more variants parted by commas, such as --for screen,stock.")
X(OUTPUT_UNKNOWN_KEY, 0809, USAGE, "输出文件名里不能用“{0}”，可用的是：{1}", "the output name cannot use '{0}'; known: {1}",
  "花括号里的词由稿件填上：年、期号、总期号、版本、档号；{number:02} 表示补足两位。花括号要成对。", "Words in braces are filled in from the text: year, number, total, variant and 档号; {number:02} pads to two digits. Braces must be closed.")
X(OUTPUT_NO_VALUE, 0810, USAGE, "输出文件名要用“{0}”，但这一期没有", "the output name uses '{0}', which this issue does not have",
  "稿件里没有相应的期号、日期或档号。补上，或改用别的文件名。", "The text has no such number, date or 档号. Add it, or choose another name.")
X(OUTPUT_IS_SOURCE, 0811, USAGE, "输出文件“{0}”就是稿件本身", "the output '{0}' is the source itself",
  "这样会把稿件覆盖掉，没有执行。换一个输出文件名。", "It would overwrite the text. Choose another name.")
X(OUTPUT_TWICE, 0812, USAGE, "“{0}”在这一次里已经写过，没有覆盖", "'{0}' was written earlier in this run: not overwritten",
  "两份稿件会写成同一个文件。用 -o 给出带 {year}、{number} 的文件名，或分开运行。", "Two sources would become one file. Give -o a pattern with {year} and {number}, or run them apart.")
X(OUTPUT_NOT_FILE, 0813, USAGE, "“{0}”不是普通文件，不能往里写", "'{0}' is not a regular file and cannot be written",
  "输出只能是普通文件或文件夹；要写到标准输出，用 -o -。", "The output is a regular file or a folder; use -o - for standard output.")
X(OUTPUT_ONE_ONLY, 0814, USAGE, "标准输出只能写一份 PDF", "standard output takes one PDF alone",
  "-o - 只能配一份稿件和一种版本。", "-o - goes with one source and one variant.")
X(LEXICON_ABSENT, 0826, FINDING, "词表“{0}”用不上：{1}；标题可能断在词的中间", "the lexicon '{0}' cannot be used: {1}; titles may be broken inside words",
  "标题按词断行，所用的词表和程序一起安装。重新安装 jianbao；从源码编译的，先装 python3-jieba 再编译。",
  "Titles are broken between words, by a lexicon that is installed with the program. Install jianbao again; when you build it, install python3-jieba first.")
X(UNKNOWN_STAGE, 0815, USAGE, "没有“{0}”这个阶段，可用的是：{1}", "there is no stage '{0}'; known: {1}",
  "dump --stage= 后面写要看的阶段。", "dump --stage= takes the stage to print.")
X(OUTPUT_NO_FOLDER, 0840, WORLD, "没有“{0}”这个文件夹，写不了“{1}”", "there is no folder '{0}': cannot write '{1}'",
  "核对文件夹的名字。要新建文件夹，就以“/”结尾，例如 -o 成品/ ；文件名里的 {year} 等组成的文件夹也会新建。",
  "Check the folder's name. To have it made, end it with a slash, such as -o out/; folders made of {year} and the like are made too.")
X(OUTPUT_IS_TEXT, 0841, USAGE, "“{0}”已经有了，而且不是 PDF，没有覆盖", "'{0}' is there already and is no PDF: not overwritten",
  "多半是把别的稿件写成了输出文件名。-o 后面写 PDF 的文件名或文件夹。", "Most likely another text was given as the output. -o takes the name of a PDF, or a folder.")
X(FOLDER_NOT_EMPTY, 0843, USAGE, "文件夹“{0}”里有东西，没有取出附件", "the folder '{0}' is not empty: nothing was taken out",
  "附件取到一个新的或空的文件夹里，免得盖住别的文件，也免得混在一起排错。用 -o 另指定一个文件夹。",
  "Attachments go into a new or empty folder, so that nothing is written over and nothing else gets among them. Name another one by -o.")
X(IMAGE_NAME, 0844, PRESS, "图片“{0}”带在档案里，取出来只能叫“{1}”", "image '{0}' would be given back out of the archive as '{1}'",
  "从 PDF 里取出的文件，名字不能以“.”或“-”开头，不能有“:”“\\”和看不见的字符，也不能太长，以免伤到取它的人；名字一变，稿件就找不到这个图片，再排不出同一个文件。给图片改个名，稿件里也跟着改。屏幕版照常写出。",
  "The name of a file that is taken out of a PDF never begins with '.' or '-', has no ':', no '\\', nothing unseen, and is not too long, so that nobody comes to harm by it; but under another name the text would not find the image, and the file could not be built again. Rename the image, and in the text. The screen PDF is written all the same.")
X(PDF_UNREADABLE, 0842, WORLD, "读不了文件“{0}”：{1}", "cannot read '{0}': {1}",
  "文件不存在，没有读取权限，或者太大。核对文件名和权限后再试。",
  "The file does not exist, may not be read, or is too large. Check its name and permissions.")
X(IMAGE_LEFT_BEHIND, 0816, FINDING, "图片“{0}”不在“{1}”里，请一起放过去", "image '{0}' is not in '{1}': copy it there too",
  "图片要放在文字稿的文件夹里。写到别的文件夹时，图片照原来的相对路径一起放过去，或者把规范稿写在原稿旁边。",
  "An image must lie in the text's folder. Copy it beside the new file under the same relative path, or write the new file beside the old one.")
X(SERIES_NAME_DIFFERS, 0820, FINDING, "刊名“{0}”与 series.yaml 里的“{1}”不同", "the name '{0}' is not the '{1}' of series.yaml",
  "这份稿件放在另一种简报的文件夹里，或者刊名写错了。改对刊名，或把稿件移到它自己的文件夹。",
  "The text lies in the folder of another newsletter, or its name is wrong. Correct the name, or move the text.")
X(PLACEHOLDER, 0821, CONTENT, "还有没填的地方：“{0}”", "not written yet: '{0}'",
  "jianbao new 在要填的地方写了“【待填：……】”。把它换成文字，不要的整行删去；在此之前只出带“未定稿”的屏幕版。",
  "`jianbao new` wrote 【待填：…】 where text is wanted. Write it, or delete the line; until then only a screen PDF marked 未定稿 is made.")
X(ARTICLE_MASTHEAD, 0822, FINDING, "这篇文章自带报头（“{0}”），没有写进新的一期", "this article has a masthead of its own ('{0}'): left out of the new issue",
  "给的像是一整期简报：只取了正文。这一行其实是正文时，在行首加“\\”，再做一次。",
  "The file looks like a whole issue: only its body was taken. If the line is text, put a \\ at its start and run new again.")
X(ARTICLE_END, 0823, FINDING, "这篇文章自带报尾（“{0}”），没有写进新的一期", "this article has end matter of its own ('{0}'): left out of the new issue",
  "给的像是一整期简报：只取了正文，报尾用 series.yaml 里的。", "The file looks like a whole issue: only its body was taken; the end matter is that of series.yaml.")
X(ARTICLE_NO_TITLE, 0824, FINDING, "这篇文章没有认出标题", "no title was found in this article",
  "文章的第一行像标题就作标题。有标题而没认出时，在它的行首加“# ”；没有就补一行。",
  "An article's first line is its title if it looks like one. Put # and a space before the title, or write one.")
X(ARTICLE_TITLES, 0825, FINDING, "这个文件里还有一个标题：“{0}”，成了另一篇文章", "a further title in this file, '{0}': it begins another article",
  "一个文件一般是一篇文章。这一行不是标题时，在写好的那一期里把行首的“# ”改成“\\”；确是两篇就不用管。",
  "A file is one article as a rule. If the line is no title, put \\ in place of # and the space before it in the new issue; if there are two articles, nothing is wrong.")

/* ---- 09xx the command line ---------------------------------------------------------------- */
X(CLI_NO_COMMAND, 0901, USAGE, "没有写命令", "no command was given",
  "写作 jianbao 命令 稿件，例如 jianbao build 2025-26.txt。jianbao help 列出全部命令。", "Write jianbao COMMAND SOURCE, such as jianbao build 2025-26.txt. `jianbao help` lists the commands.")
X(CLI_UNKNOWN_COMMAND, 0902, USAGE, "没有“{0}”这个命令", "there is no command '{0}'",
  "jianbao help 列出全部命令。", "`jianbao help` lists the commands.")
X(CLI_UNKNOWN_COMMAND_NEAR, 0903, USAGE, "没有“{0}”这个命令，是不是“{1}”？", "there is no command '{0}'; did you mean '{1}'?",
  "jianbao help 列出全部命令。", "`jianbao help` lists the commands.")
X(CLI_UNKNOWN_OPTION, 0904, USAGE, "没有“{0}”这个选项", "there is no option '{0}'",
  "jianbao help 命令 列出一个命令的全部选项。文件名以 - 开头时，在它前面加 -- 。", "`jianbao help COMMAND` lists the options of a command. Put -- before a file name that begins with -.")
X(CLI_UNKNOWN_OPTION_NEAR, 0905, USAGE, "没有“{0}”这个选项，是不是“{1}”？", "there is no option '{0}'; did you mean '{1}'?",
  "jianbao help 命令 列出一个命令的全部选项。", "`jianbao help COMMAND` lists the options of a command.")
X(CLI_OPTION_ELSEWHERE, 0906, USAGE, "“{0}”不能用在 {1} 上", "'{0}' does not go with {1}",
  "这个选项属于别的命令。jianbao help 命令 列出一个命令的全部选项。", "The option belongs to another command. `jianbao help COMMAND` lists the options of a command.")
X(CLI_OPTION_VALUE, 0907, USAGE, "“{0}”后面要有值", "'{0}' needs a value",
  "写作 --选项 值 或 --选项=值。", "Write --option VALUE or --option=VALUE.")
X(CLI_OPTION_NO_VALUE, 0908, USAGE, "“{0}”后面不带值", "'{0}' takes no value",
  "去掉等号和后面的部分。", "Leave out the equals sign and what is behind it.")
X(CLI_BAD_CHOICE, 0909, USAGE, "“{0}”不能是“{1}”，可用的是：{2}", "'{0}' cannot be '{1}'; known: {2}",
  "从列出的值里选一个。", "Choose one of the values listed.")
X(CLI_NO_OPERAND, 0910, USAGE, "{0} 后面要写：{1}", "{0} needs {1}",
  "jianbao help 命令 说明一个命令的用法。", "`jianbao help COMMAND` shows how a command is used.")
X(CLI_EXTRA_OPERAND, 0911, USAGE, "多了一个“{0}”", "'{0}' is one too many",
  "jianbao help 命令 说明一个命令的用法。", "`jianbao help COMMAND` shows how a command is used.")
X(CLI_UNKNOWN_CODE, 0912, USAGE, "没有“{0}”这个编号", "there is no code '{0}'",
  "编号写作 J0231，就是每条信息方括号里的那个。", "A code looks like J0231: it stands in brackets in each message.")
X(CLI_STDIN_ONCE, 0913, USAGE, "标准输入（-）只能用一次", "standard input (-) can be used once only",
  "“-”只能写一个。", "Give - only once.")
X(CLI_ONE_NAME, 0914, USAGE, "“{0}”只有一个名字，却有几份稿件", "'{0}' is one name for several sources",
  "几份稿件要写到一个文件夹，或给出带 {number} 的文件名。", "Several sources need a folder, or a pattern with {number}.")
X(CLI_WATCH_WAITS, 0916, NOTE, "错误 {0}，提醒 {1}；存盘后自动重排，按 Ctrl-C 停止", "errors {0}, warnings {1}; waiting for the next save, Ctrl-C stops",
  "build --watch 在等稿件、图片、版式文件等的改动。哪一个存了盘，就重新排一次；排不出来时，原来的 PDF 不动。",
  "build --watch waits for a change of the text, its images, its layout and the files beside it, and builds again when one is saved. When a build fails the older PDF stays as it was.")
X(CLI_WATCH_CHANGED, 0917, NOTE, "“{0}”有改动{1}，重新排版", "'{0}' changed{1}: building again",
  "build --watch 看到这个文件存了盘、换了名或删掉了。", "build --watch saw that this file was saved, renamed or deleted.")
X(CLI_WATCH_STREAM, 0918, USAGE, "--watch 等的是文件，不能用标准输入或标准输出（-）", "--watch waits for files: it does not go with standard input or output (-)",
  "把文字存成文件，写作 jianbao build --watch 文件名。", "Save the text as a file and write jianbao build --watch FILE.")
X(CLI_NO_PDF, 0919, USAGE, "文件夹“{0}”里没有 PDF", "there is no PDF in the folder '{0}'",
  "verify 检查文件夹里的 PDF，不看其中的子文件夹。核对文件夹的名字，或者直接给出文件。",
  "verify checks the PDFs of a folder, not those of folders in it. Check the folder's name, or name the files.")
X(CLI_MORE, 0915, NOTE, "{0} 还有 {1} 处，没有列出", "{1} more of {0}, not shown",
  "同一种问题太多时只列出前面一些。--diagnostics=short 列出全部；很多处都是同一个原因时，多半是编码认错了。",
  "Only the first of many alike are shown. --diagnostics=short lists all; when there are very many, the encoding is probably wrong.")

/* ---- 10xx series -------------------------------------------------------------------------- */
X(SERIES_NO_NAME, 1001, USAGE, "不知道是什么简报：“{0}”里没有 series.yaml，也没有已出的简报", "which newsletter? '{0}' has no series.yaml and no issue",
  "在文件夹里放一个 series.yaml，至少写一行“name: 刊名”；或者这一次写 --set 刊名=某某简报，从第1期开始。",
  "Put a series.yaml with a line `name: 刊名` in the folder, or give --set 刊名=NAME to begin with number 1.")
X(SERIES_NUMBER_TAKEN, 1002, USAGE, "“{0}”已经用过了（{1}），下一个是：--set 期号={2}", "'{0}' is taken ({1}); the next is --set 期号={2}",
  "一个期号只能用一次。去掉 --set 期号= 就用下一个；更正已出的一期，用 --revises 文件。",
  "A number is given once. Leave out --set 期号= for the next one; to correct an issue use --revises FILE.")
X(SERIES_BAD_NUMBER, 1003, USAGE, "看不懂期号“{0}”", "cannot read the issue number '{0}'",
  "写作 --set 期号=27，或整个期号，例如 --set 期号=2025年第27期（总第517期）。",
  "Write --set 期号=27, or the whole: --set 期号=2025年第27期（总第517期）.")
X(SERIES_TOO_LARGE, 1004, USAGE, "期号太大：{0}", "the number is too large: {0}",
  "期号和总期数最多六位。文件夹里多半有一期的期号写错了。", "Numbers have six digits at most. An issue in the folder probably has a wrong number.")
X(SERIES_NO_TOTAL, 1005, USAGE, "不知道总第几期：文件夹里各期都没有写", "the total is not known: no issue in the folder has one",
  "这一次写明，例如 --set 期号=2025年第27期（总第517期），以后就会接着数；不用总期数，就在 series.yaml 的 number 里写 total: false。",
  "Give it once, as in --set 期号=2025年第27期（总第517期）, and it will go on from there; or write total: false below number in series.yaml.")
X(SERIES_BAD_KIND, 1006, USAGE, "--kind 不能是“{0}”，可用的是：{1}", "--kind cannot be '{0}'; known: {1}",
  "joint:2 是两期合刊（也可写 合刊:2），supplement 增刊，special 专刊，document 用〔2025〕N号编号。",
  "joint:2: a joint issue of two numbers; supplement; special; document: numbered 〔2025〕N号.")
X(SERIES_BAD_DATE, 1007, USAGE, "看不懂日期“{0}”", "cannot read the date '{0}'",
  "写作 --date 2025-07-21。", "Write --date 2025-07-21.")
X(SERIES_FILE_EXISTS, 1008, USAGE, "“{0}”已经有了，没有覆盖", "'{0}' exists already: not overwritten",
  "这个文件里不是这一期，或者读不出期号。先把它移开或改名，也可以用 -o 另给一个文件名。",
  "That file is not this issue, or its number cannot be read. Move it away, or give another name with -o.")
X(SERIES_LOCKED, 1009, WORLD, "别人正在“{0}”里做新的一期，请再试一次", "somebody else is making an issue in '{0}': try again",
  "两个人同时做新的一期时，后一个要等前一个取完期号。等了 10 秒还没轮到，请再试一次。",
  "Who comes second waits until the first has taken a number. Ten seconds were not enough: try again.")
X(SERIES_SET_LAYOUT_KEY, 1010, USAGE, "new 的 --set 只能写报头的项目，不能是“{0}”", "with new, --set takes header fields, not '{0}'",
  "例如 --set 编发=某局办公室。版式的键在 build、check 时才用。", "Such as --set 编发=某局办公室. Layout keys belong to build and check.")
X(SERIES_SKIPPED, 1011, FINDING, "“{0}”读不了，没有算进已出的各期", "'{0}' cannot be read: it was not counted as an issue",
  "新期号是从文件夹里各期的期号推出来的。这个文件若是其中一期，请先修好，再核对新期号。",
  "The new number follows from the issues in the folder. If this file is one of them, repair it and check the new number.")
X(SERIES_OTHER_NAME, 1012, FINDING, "“{0}”的刊名是“{1}”，没有算进已出的各期", "'{0}' is an issue of '{1}': not counted",
  "文件夹里有别的简报，或者这一期的刊名写错了。写错的改过来，再核对新期号。",
  "The folder holds another newsletter, or the name in this file is wrong. Correct it, then check the new number.")
X(SERIES_TODAY, 1013, NOTE, "不知道下一期的日期，用了今天：{0}", "the next date is not known: today's was taken, {0}",
  "写 --date 2025-07-21 指明日期，或在 series.yaml 里用 rhythm 写明出版的节奏，例如 rhythm: weekly Monday。",
  "Give --date 2025-07-21, or a rhythm in series.yaml, such as rhythm: weekly Monday.")
X(SERIES_GAP, 1014, FINDING, "“{0}”和前一期“{1}”的期号不连续", "'{0}' does not follow on the issue before it, '{1}'",
  "中间缺了期，或者有一个期号写错了，新期号会跟着错。确实如此时，把这个期号写进 series.yaml 的 exceptions，不再提醒。",
  "An issue is missing, or a number is wrong and the new one will be too. If it is as it was printed, put the number into exceptions in series.yaml.")
X(SERIES_TOTAL_GAP, 1015, FINDING, "“{0}”的总期数接不上前一期“{1}”", "the total of '{0}' does not follow on the issue before it, '{1}'",
  "总期数写错了，新的总期数会跟着错。确实如此时，把这个期号写进 series.yaml 的 exceptions，不再提醒。",
  "A total is wrong and the new one will be too. If it is as it was printed, put the number into exceptions in series.yaml.")
X(SERIES_TWICE, 1016, FINDING, "“{0}”有两份，日期不同：{1}，{2}", "'{0}' is there twice, with different dates: {1}, {2}",
  "两个文件的期号相同。改对其中一个；是更正就在文件里写一行“更正：1”；当年确实印重了，就写进 series.yaml 的 exceptions。",
  "Two files have one number. Correct one; a correction has a line 更正：1; if it was printed twice, put it into exceptions in series.yaml.")
X(SERIES_NOT_AN_ISSUE, 1017, USAGE, "“{0}”里没有期号，不能更正", "'{0}' has no issue number and cannot be corrected",
  "--revises 后面写已出的那一期的文字稿。", "--revises takes the text of an issue that has come out.")
X(SERIES_NO_FORM, 1018, USAGE, "series.yaml 里的期号形式写不成合刊", "the form of number in series.yaml cannot tell a joint issue",
  "在 series.yaml 的 number 里加一行 joint，例如 joint: \"{year}年第{number}期合刊\"。", "Add a line joint below number in series.yaml, such as joint: \"{year}年第{number}期合刊\".")
X(SERIES_TWO_WAYS, 1019, USAGE, "“{0}”不能和“{1}”一起用", "'{0}' does not go with '{1}'",
  "两个选项说的是同一件事：留下一个。", "Both say the same: keep one of them.")
X(SERIES_NOT_COUNTED, 1020, FINDING, "“{0}”不在“{1}”里，以后不会算进已出的各期", "'{0}' is not in '{1}': it will not count as an issue",
  "下一次取期号时只看 series.yaml 所在的文件夹，和其中按年份分的子文件夹（2025、2025年）。把这一期放到那里，免得同一个期号给两次。",
  "The next number follows from the folder of series.yaml and the folders in it that are named by a year (2025, 2025年). Put the issue there, lest its number be given again.")

/* ---- 11xx proof --------------------------------------------------------------------------- */
X(PROOF_HALF_MARK, 1101, FINDING, "“{0}”里用了半角标点（GB/T 15834—2011 第4章）：写作“{1}”", "half-width mark beside Han in '{0}' (GB/T 15834—2011, 4): write '{1}'",
  "规则 P01，GB/T 15834—2011 第4章：汉字旁的逗号、句号、冒号、分号、问号、叹号和括号都用全角。原稿里的半角标点会自动改成全角，写好报头的文件不会改，要自己改。不查这一条：--set proof.skip=P01，或在版式或 series.yaml 里写 proof: {skip: [P01]}。",
  "Rule P01, GB/T 15834—2011 clause 4: the marks beside Han are full width. In raw text they are made so; a canonical file is set as it stands. Not to be told: --set proof.skip=P01, or proof: {skip: [P01]} in the layout or series.yaml.")
X(PROOF_UNPAIRED, 1102, FINDING, "“{0}”处{1}（GB/T 15834—2011 4.8、4.9、4.15）：{2}", "pairs at '{0}': {1} (GB/T 15834—2011, 4.8, 4.9, 4.15): {2}",
  "规则 P02，GB/T 15834—2011 4.8、4.9、4.15：引号、括号、书名号要前后成对，不能交叉，也不用直引号。对照原稿，补上缺的或改对写反的。不查这一条：--set proof.skip=P02，或在版式或 series.yaml 里写 proof: {skip: [P02]}。",
  "Rule P02, GB/T 15834—2011 4.8, 4.9, 4.15: quotes, brackets and 《》 come in pairs, do not cross, and are not straight. Add the missing one or turn the wrong one. Not to be told: --set proof.skip=P02, or proof: {skip: [P02]} in the layout or series.yaml.")
X(PROOF_NESTING, 1103, FINDING, "“{0}”：{1}（GB/T 15834—2011 4.8.3.4、4.15.3.5），写作“{2}”", "'{0}': {1} (GB/T 15834—2011, 4.8.3.4, 4.15.3.5): write '{2}'",
  "规则 P03，GB/T 15834—2011 4.8.3.4、4.15.3.5：引号里再用引号，外双内单：“……‘……’……”；书名号里再用书名号，外双内单：《……〈……〉……》。不查这一条：--set proof.skip=P03，或在版式或 series.yaml 里写 proof: {skip: [P03]}。",
  "Rule P03, GB/T 15834—2011 4.8.3.4, 4.15.3.5: quotes in quotes are “ ‘ ’ ”, titles in titles 《 〈 〉 》. Not to be told: --set proof.skip=P03, or proof: {skip: [P03]} in the layout or series.yaml.")
X(PROOF_LONG_QUOTE, 1104, FINDING, "引文分成几段，这一段“{0}”开头却没有前引号（GB/T 15834—2011 4.8.3.5）：写作“{1}”", "a quotation of several paragraphs: this one, '{0}', does not open with a quote (GB/T 15834—2011, 4.8.3.5): write '{1}'",
  "规则 P04，GB/T 15834—2011 4.8.3.5：独立成段的引文不止一段时，每段开头都用前引号，只在最后一段末尾用后引号。不查这一条：--set proof.skip=P04，或在版式或 series.yaml 里写 proof: {skip: [P04]}。",
  "Rule P04, GB/T 15834—2011 4.8.3.5: each paragraph of a long quotation opens with a quote, the last alone closes it. Not to be told: --set proof.skip=P04, or proof: {skip: [P04]} in the layout or series.yaml.")
X(PROOF_ELLIPSIS, 1105, FINDING, "“{0}”里的省略号不规范（GB/T 15834—2011 4.11）：写作“{1}”", "ellipsis in '{0}' (GB/T 15834—2011, 4.11): write '{1}'",
  "规则 P05，GB/T 15834—2011 4.11：省略号是六个居中的点“……”，占两个字的位置，不用句号、顿号或三个点代替。不查这一条：--set proof.skip=P05，或在版式或 series.yaml 里写 proof: {skip: [P05]}。",
  "Rule P05, GB/T 15834—2011 4.11: an ellipsis is six centred dots, ……, and takes two places. Not to be told: --set proof.skip=P05, or proof: {skip: [P05]} in the layout or series.yaml.")
X(PROOF_MUCH_ELLIPSIS, 1106, FINDING, "“{0}”里的省略号多了，或与“等”重复（GB/T 15834—2011 附录 A.9）：写作“{1}”", "too much ellipsis, or ellipsis and 等, in '{0}' (GB/T 15834—2011, A.9): write '{1}'",
  "规则 P06，GB/T 15834—2011 4.11、附录 A.9：省略号和“等”“等等”“之类”表示同一个意思，只用一个；省略号不连用两个以上。不查这一条：--set proof.skip=P06，或在版式或 series.yaml 里写 proof: {skip: [P06]}。",
  "Rule P06, GB/T 15834—2011 4.11, annex A.9: …… and 等 say the same: one of them is enough. No more than two ellipses stand in a row. Not to be told: --set proof.skip=P06, or proof: {skip: [P06]} in the layout or series.yaml.")
X(PROOF_DASH, 1107, FINDING, "“{0}”里的破折号不规范（GB/T 15834—2011 4.10）：写作“{1}”", "dash in '{0}' (GB/T 15834—2011, 4.10): write '{1}'",
  "规则 P07，GB/T 15834—2011 4.10：破折号是占两个字的一条线“——”，不用两个短横、一个长横或别的横线代替。不查这一条：--set proof.skip=P07，或在版式或 series.yaml 里写 proof: {skip: [P07]}。",
  "Rule P07, GB/T 15834—2011 4.10: a dash is —— and takes two places, not hyphens nor one stroke. Not to be told: --set proof.skip=P07, or proof: {skip: [P07]} in the layout or series.yaml.")
X(PROOF_RANGE, 1108, FINDING, "“{0}”里的连接号用得不对（GB/T 15834—2011 4.13.3）：写作“{1}”", "connector in '{0}' (GB/T 15834—2011, 4.13.3): write '{1}'",
  "规则 P08，GB/T 15834—2011 4.13.3：数值的起止用浪纹线“～”（5～10人），时间、地点的起止用一字线“—”（3月—5月），短横线“-”只用于编号、电话号码和数字式日期。不查这一条：--set proof.skip=P08，或在版式或 series.yaml 里写 proof: {skip: [P08]}。",
  "Rule P08, GB/T 15834—2011 4.13.3: ～ joins quantities (5～10人), — joins times and places (3月—5月); a hyphen is for codes, telephone numbers and dates in digits. Not to be told: --set proof.skip=P08, or proof: {skip: [P08]} in the layout or series.yaml.")
X(PROOF_BETWEEN_QUOTES, 1109, FINDING, "“{0}”并列的引号或书名号之间不用顿号（GB/T 15834—2011 4.5.3.5）：写作“{1}”", "no 、 between quotes or titles in a row: '{0}' (GB/T 15834—2011, 4.5.3.5): write '{1}'",
  "规则 P09，GB/T 15834—2011 4.5.3.5：标有引号或书名号的并列成分之间通常不用顿号；后面跟着括号等别的内容时才用。不查这一条：--set proof.skip=P09，或在版式或 series.yaml 里写 proof: {skip: [P09]}。",
  "Rule P09, GB/T 15834—2011 4.5.3.5: members of a row that have quotes or 《》 are not parted by 、, unless brackets or the like stand behind them. Not to be told: --set proof.skip=P09, or proof: {skip: [P09]} in the layout or series.yaml.")
X(PROOF_BEFORE_ETC, 1110, FINDING, "“{0}”里的顿号不该用（GB/T 15834—2011 附录 B）：写作“{1}”", "no 、 here: '{0}' (GB/T 15834—2011, B.1.2, B.3.1): write '{1}'",
  "规则 P10，GB/T 15834—2011 附录 B.1.2、B.3.1：“等”前面不用顿号；“首先”“其次”“第一”“第二”后面用逗号，不用顿号。不查这一条：--set proof.skip=P10，或在版式或 series.yaml 里写 proof: {skip: [P10]}。",
  "Rule P10, GB/T 15834—2011, annex B.1.2, B.3.1: no 、 before 等; behind 首先, 其次, 第一 stands ，. Not to be told: --set proof.skip=P10, or proof: {skip: [P10]} in the layout or series.yaml.")
X(PROOF_LABEL, 1111, FINDING, "序号“{0}”后的标点不对（GB/T 15834—2011 附录 B.3）：写作“{1}”", "the mark behind the label '{0}' (GB/T 15834—2011, B.3): write '{1}'",
  "规则 P11，GB/T 15834—2011 附录 B.3.2—B.3.4：“一”后用顿号“一、”，“1”后用圆点“1.”，“（一）”“（1）”“①”后不用标点。不查这一条：--set proof.skip=P11，或在版式或 series.yaml 里写 proof: {skip: [P11]}。",
  "Rule P11, GB/T 15834—2011, annex B.3.2—B.3.4: 一 has 、 behind it, 1 has a point; （一）, （1） and ① have none. Not to be told: --set proof.skip=P11, or proof: {skip: [P11]} in the layout or series.yaml.")
X(PROOF_ORDER, 1112, FINDING, "“{0}”{1}（GB/T 15834—2011 附录 B.3.8）：应为“{2}”", "'{0}' {1} (GB/T 15834—2011, B.3.8): expected '{2}'",
  "规则 P12，GB/T 15834—2011 附录 B.3.8：同一层的序号要连续，层次顺序为“一、”“（一）”“1.”“（1）”“①”。可能是漏了一条、重了一条，或改稿后没有重新编号。不查这一条：--set proof.skip=P12，或在版式或 series.yaml 里写 proof: {skip: [P12]}。",
  "Rule P12, GB/T 15834—2011, annex B.3.8: the labels of a level run on, and levels are 一、 （一） 1. （1） ①. An item may be missing or doubled, or was not numbered anew. Not to be told: --set proof.skip=P12, or proof: {skip: [P12]} in the layout or series.yaml.")
X(PROOF_TITLE_END, 1113, FINDING, "标题末尾“{0}”不用标点（GB/T 15834—2011 附录 B.4）：写作“{1}”", "no stop at the end of a title: '{0}' (GB/T 15834—2011, B.4): write '{1}'",
  "规则 P13，GB/T 15834—2011 附录 B.4：标题末尾不用句号、逗号、分号和冒号，问号、叹号、省略号可以用。不查这一条：--set proof.skip=P13，或在版式或 series.yaml 里写 proof: {skip: [P13]}。",
  "Rule P13, GB/T 15834—2011, annex B.4: a title ends without 。，；：; ？ ！ and …… may stand. Not to be told: --set proof.skip=P13, or proof: {skip: [P13]} in the layout or series.yaml.")
X(PROOF_CAPTION_END, 1114, FINDING, "图表说明末尾“{0}”不用句号（GB/T 15834—2011 附录 A.1）：写作“{1}”", "no 。 at the end of a caption: '{0}' (GB/T 15834—2011, A.1): write '{1}'",
  "规则 P14，GB/T 15834—2011 附录 A.1：图题、表题末尾不用句号，即使中间已经有句号。不查这一条：--set proof.skip=P14，或在版式或 series.yaml 里写 proof: {skip: [P14]}。",
  "Rule P14, GB/T 15834—2011, annex A.1: a caption ends without 。, even when one stands inside. Not to be told: --set proof.skip=P14, or proof: {skip: [P14]} in the layout or series.yaml.")
X(PROOF_QUOTE_END, 1115, FINDING, "“{0}”里引号内外的句末标点不对（GB/T 15834—2011 附录 B.2.1）：写作“{1}”", "stops around the closing quote in '{0}' (GB/T 15834—2011, B.2.1): write '{1}'",
  "规则 P15，GB/T 15834—2011 附录 B.2.1：完整引用、独立成句的，句号放在引号里面（……。”）；只引一部分的，句号放在引号外面（……”。）；里外不能都有。不查这一条：--set proof.skip=P15，或在版式或 series.yaml 里写 proof: {skip: [P15]}。",
  "Rule P15, GB/T 15834—2011, annex B.2.1: a whole quoted sentence ends 。”, a part of one ”。; never both. Not to be told: --set proof.skip=P15, or proof: {skip: [P15]} in the layout or series.yaml.")
X(PROOF_BRACKET_END, 1116, FINDING, "“{0}”里括号内外的句号不对（GB/T 15834—2011 附录 B.2.2）：写作“{1}”", "stops around the bracket in '{0}' (GB/T 15834—2011, B.2.2): write '{1}'",
  "规则 P16，GB/T 15834—2011 附录 B.2.2：句子里面的括号末尾不用句号；一句话和它的括号只用一个句号，放在括号后面。不查这一条：--set proof.skip=P16，或在版式或 series.yaml 里写 proof: {skip: [P16]}。",
  "Rule P16, GB/T 15834—2011, annex B.2.2: brackets inside a sentence hold no 。 at their end; a sentence and its brackets have one 。, behind them. Not to be told: --set proof.skip=P16, or proof: {skip: [P16]} in the layout or series.yaml.")
X(PROOF_STOP_AND_DASH, 1117, FINDING, "“{0}”里破折号或省略号旁多了标点（GB/T 15834—2011 附录 B.2.3、B.2.4）：写作“{1}”", "a stop beside a dash or an ellipsis in '{0}' (GB/T 15834—2011, B.2.3, B.2.4): write '{1}'",
  "规则 P17，GB/T 15834—2011 附录 B.2.3、B.2.4：省略号前不用逗号、顿号等句内标点；破折号后除问号、叹号外不用标点。不查这一条：--set proof.skip=P17，或在版式或 series.yaml 里写 proof: {skip: [P17]}。",
  "Rule P17, GB/T 15834—2011, annex B.2.3, B.2.4: no stop of a sentence's inside before ……, none but ？ and ！ behind ——. Not to be told: --set proof.skip=P17, or proof: {skip: [P17]} in the layout or series.yaml.")
X(PROOF_DOUBLE_STOP, 1118, FINDING, "“{0}”里的标点重复（GB/T 15834—2011 第4章）：写作“{1}”", "two stops in a row in '{0}' (GB/T 15834—2011, 4): write '{1}'",
  "规则 P18，GB/T 15834—2011 第4章：一处只用一个点号，多半是改稿时留下的。不查这一条：--set proof.skip=P18，或在版式或 series.yaml 里写 proof: {skip: [P18]}。",
  "Rule P18, GB/T 15834—2011 clause 4: one place has one stop; the other was probably left behind by an edit. Not to be told: --set proof.skip=P18, or proof: {skip: [P18]} in the layout or series.yaml.")
X(PROOF_MIDDLE_DOT, 1119, FINDING, "“{0}”里的间隔号不规范（GB/T 15834—2011 4.14）：写作“{1}”", "middle dot in '{0}' (GB/T 15834—2011, 4.14): write '{1}'",
  "规则 P19，GB/T 15834—2011 4.14：外国人名、少数民族人名和“3·15”这样的日期，中间用间隔号“·”。不查这一条：--set proof.skip=P19，或在版式或 series.yaml 里写 proof: {skip: [P19]}。",
  "Rule P19, GB/T 15834—2011 4.14: foreign names and days such as “3·15” have the middle dot ·. Not to be told: --set proof.skip=P19, or proof: {skip: [P19]} in the layout or series.yaml.")
X(PROOF_DOCUMENT_NO, 1120, FINDING, "文号“{0}”不规范（GB/T 9704—2012 7.2.5）：写作“{1}”", "document number '{0}' (GB/T 9704—2012, 7.2.5): write '{1}'",
  "规则 P20，GB/T 9704—2012 7.2.5：发文字号的年份用四位数字，放在六角括号“〔〕”里，序号不加“第”，不编虚位（1不写作01）。不查这一条：--set proof.skip=P20，或在版式或 series.yaml 里写 proof: {skip: [P20]}。",
  "Rule P20, GB/T 9704—2012 7.2.5: the year of a document number stands in full in 〔〕; the number has no 第 and no leading zero. Not to be told: --set proof.skip=P20, or proof: {skip: [P20]} in the layout or series.yaml.")
X(PROOF_TWO_COLONS, 1121, FINDING, "一句话里用了两个冒号（GB/T 15834—2011 附录 A.6）：前一个“{0}”改作“{1}”", "two colons in one sentence (GB/T 15834—2011, A.6): write '{1}' for '{0}'",
  "规则 P21，GB/T 15834—2011 附录 A.6：一个句子里一般不套用冒号。前一个冒号改用逗号，或分成两句。不查这一条：--set proof.skip=P21，或在版式或 series.yaml 里写 proof: {skip: [P21]}。",
  "Rule P21, GB/T 15834—2011, annex A.6: one sentence has one colon. Make the first a comma, or make two sentences. Not to be told: --set proof.skip=P21, or proof: {skip: [P21]} in the layout or series.yaml.")
X(PROOF_QUESTION, 1122, FINDING, "“{0}”里的问号或叹号用得不对（GB/T 15834—2011 4.2、4.3、附录 A.2）：写作“{1}”", "question or exclamation marks in '{0}' (GB/T 15834—2011, 4.2, 4.3, A.2): write '{1}'",
  "规则 P22，GB/T 15834—2011 4.2.3、4.3.3、附录 A.2：问号、叹号最多叠用三个，两个都用时写作“？！”；“研究如何……”这样的陈述句不用问号。不查这一条：--set proof.skip=P22，或在版式或 series.yaml 里写 proof: {skip: [P22]}。",
  "Rule P22, GB/T 15834—2011 4.2.3, 4.3.3, annex A.2: at most three ？ or ！ stand in a row, both together are ？！; a sentence that only tells of a question ends with 。. Not to be told: --set proof.skip=P22, or proof: {skip: [P22]} in the layout or series.yaml.")
X(PROOF_FIGURE, 1123, FINDING, "图片“{0}”没有说明（ISO 14289-1 7.3）：写作“{1}”", "the image '{0}' has no words for who cannot see it (ISO 14289-1, 7.3): write '{1}'",
  "规则 P23，ISO 14289-1 7.3：看不见图的人靠文字知道图里有什么。在方括号里写一句说明，它也印在图下；或在图下另起一行写 {图注}说明。没有说明的，PDF 里只写文件名。不查这一条：--set proof.skip=P23，或在版式或 series.yaml 里写 proof: {skip: [P23]}。",
  "Rule P23, ISO 14289-1 7.3: who cannot see an image goes by its words. Write them in the brackets, and they are printed below it; or on a line below it behind {图注}. Without them the PDF has the name of the file. Not to be told: --set proof.skip=P23, or proof: {skip: [P23]} in the layout or series.yaml.")
X(PROOF_LEVEL, 1124, FINDING, "标题“{0}”跳过了“{1}”一级（ISO 14289-1 7.4.2、GB/T 9704—2012 7.3.3）：写作“{2}”，或补上那一级标题", "the heading '{0}' skips the level of '{1}' (ISO 14289-1, 7.4.2; GB/T 9704—2012, 7.3.3): write '{2}', or add a heading of that level",
  "规则 P24，ISO 14289-1 7.4.2：标题一级一级往下走。全文只有两级标题的，“一、”下面可以直接用“1.”，不算。PDF 的结构里各级总是接着的，跳过的那一级不占位置。不查这一条：--set proof.skip=P24，或在版式或 series.yaml 里写 proof: {skip: [P24]}。",
  "Rule P24, ISO 14289-1 7.4.2: headings go down level by level. Where an article has but two levels, 1. may stand below 一、. In the tree of the PDF no level is skipped: what the text leaves out takes no place there. Not to be told: --set proof.skip=P24, or proof: {skip: [P24]} in the layout or series.yaml.")
X(PROOF_CODE, 1125, FINDING, "“{0}”（{2}）用的是部首或兼容字的编码：写作“{1}”（{3}）", "'{0}' ({2}) is coded as a radical or a compatibility ideograph: write '{1}' ({3})",
  "规则 P25：从 PDF 复制的文字和日韩软件里常有这种编码（Unicode 兼容分解 NFKC），看起来一样，检索、朗读、比对却都认不出来。把它改成括号里的那个字；人名里的同样处理，确要保留原编码的，不用改，程序从不自己改。不查这一条：--set proof.skip=P25，或在版式或 series.yaml 里写 proof: {skip: [P25]}。",
  "Rule P25: text copied out of PDFs or from Korean and Japanese software often has such codes (Unicode's NFKC). They look the same, but neither search nor speech nor comparison knows them. Write the character shown; in a name that is to keep its code leave it, nothing is changed by itself. Not to be told: --set proof.skip=P25, or proof: {skip: [P25]} in the layout or series.yaml.")
X(PROOF_UNITS, 1131, FINDING, "“{0}”是计量用的数，应当用阿拉伯数字（GB/T 15835—2011 4.1）：写作“{1}”", "a measure in Han numerals: '{0}' (GB/T 15835—2011, 4.1): write '{1}'",
  "规则 N01，GB/T 15835—2011 4.1：带计量单位的数和百分比用阿拉伯数字。不查这一条：--set proof.skip=N01，或在版式或 series.yaml 里写 proof: {skip: [N01]}。",
  "Rule N01, GB/T 15835—2011 4.1: measures with units and percentages are in Arabic numerals. Not to be told: --set proof.skip=N01, or proof: {skip: [N01]} in the layout or series.yaml.")
X(PROOF_APPROXIMATE, 1132, FINDING, "概数“{0}”不规范（GB/T 15835—2011 4.2）：写作“{1}”", "about-number '{0}' (GB/T 15835—2011, 4.2): write '{1}'",
  "规则 N02，GB/T 15835—2011 4.2：相邻的两个数连用表示概数时用汉字，中间不用顿号（三四个）；带“几”的数用汉字（几十）。不查这一条：--set proof.skip=N02，或在版式或 series.yaml 里写 proof: {skip: [N02]}。",
  "Rule N02, GB/T 15835—2011 4.2: two neighbours for a number about so large are in Han without 、 (三四个); what has 几 is in Han. Not to be told: --set proof.skip=N02, or proof: {skip: [N02]} in the layout or series.yaml.")
X(PROOF_FIXED_WORDS, 1133, FINDING, "“{0}”里的数字应当用汉字（GB/T 15835—2011 4.2）：写作“{1}”", "a fixed word has its number in Han: '{0}' (GB/T 15835—2011, 4.2): write '{1}'",
  "规则 N03，GB/T 15835—2011 4.2：已经定型的词语用汉字数字，如星期五、三中全会、二十大、三会一课。不查这一条：--set proof.skip=N03，或在版式或 series.yaml 里写 proof: {skip: [N03]}。",
  "Rule N03, GB/T 15835—2011 4.2: fixed words keep their Han numerals: 星期五, 三中全会, 二十大, 三会一课. Not to be told: --set proof.skip=N03, or proof: {skip: [N03]} in the layout or series.yaml.")
X(PROOF_DATES, 1134, FINDING, "日期“{0}”不规范（GB/T 15835—2011 5.1、GB/T 9704—2012 7.3.5.4）：写作“{1}”", "date '{0}' (GB/T 15835—2011, 5.1; GB/T 9704—2012, 7.3.5.4): write '{1}'",
  "规则 N04，GB/T 15835—2011 5.1、GB/T 9704—2012 7.3.5.4：年份写全四位，月、日不编虚位（5日不写作05日）。不查这一条：--set proof.skip=N04，或在版式或 series.yaml 里写 proof: {skip: [N04]}。",
  "Rule N04, GB/T 15835—2011 5.1, GB/T 9704—2012 7.3.5.4: a year has four digits; month and day have no leading zero. Not to be told: --set proof.skip=N04, or proof: {skip: [N04]} in the layout or series.yaml.")
X(PROOF_RANGE_UNIT, 1135, FINDING, "“{0}”两个数都要带百分号或“万”“亿”（GB/T 15835—2011 5.1.3）：写作“{1}”", "both numbers of a range take the sign: '{0}' (GB/T 15835—2011, 5.1.3): write '{1}'",
  "规则 N05，GB/T 15835—2011 5.1.3：表示范围时，百分号和“万”“亿”不能省：10%～15%、3万～5万。不查这一条：--set proof.skip=N05，或在版式或 series.yaml 里写 proof: {skip: [N05]}。",
  "Rule N05, GB/T 15835—2011 5.1.3: in a range %, 万 and 亿 stand twice: 10%～15%, 3万～5万. Not to be told: --set proof.skip=N05, or proof: {skip: [N05]} in the layout or series.yaml.")
X(PROOF_DECIMAL, 1136, FINDING, "小数“{0}”不规范（GB/T 15835—2011 5.1.2）：写作“{1}”", "decimal '{0}' (GB/T 15835—2011, 5.1.2): write '{1}'",
  "规则 N06，GB/T 15835—2011 5.1.2：小于1的小数要写出小数点前的0，小数点用半角圆点。不查这一条：--set proof.skip=N06，或在版式或 series.yaml 里写 proof: {skip: [N06]}。",
  "Rule N06, GB/T 15835—2011 5.1.2: 0 stands before the decimal point, which is a half-width point. Not to be told: --set proof.skip=N06, or proof: {skip: [N06]} in the layout or series.yaml.")
X(PROOF_GROUPING, 1137, FINDING, "大数“{0}”：{1}（GB/T 15835—2011 5.1.1），{2}", "large number '{0}': {1} (GB/T 15835—2011, 5.1.1); {2}",
  "规则 N07，GB/T 15835—2011 5.1.1：五位以上的数可以用逗号三位一节（12,345），也可以不分节（12345），全文只用一种。不查这一条：--set proof.skip=N07，或在版式或 series.yaml 里写 proof: {skip: [N07]}。",
  "Rule N07, GB/T 15835—2011 5.1.1: numbers of five digits and more are grouped by threes (12,345) or solid (12345), in one way throughout. Not to be told: --set proof.skip=N07, or proof: {skip: [N07]} in the layout or series.yaml.")
X(PROOF_WIDE, 1138, FINDING, "“{0}”是全角的数字或字母（GB/T 15835—2011 5.1）：写作“{1}”", "full-width digits or letters: '{0}' (GB/T 15835—2011, 5.1): write '{1}'",
  "规则 N08，GB/T 15835—2011 5.1：数字和拉丁字母用半角。原稿里的会自动改，写好报头的文件不会改，要自己改。不查这一条：--set proof.skip=N08，或在版式或 series.yaml 里写 proof: {skip: [N08]}。",
  "Rule N08, GB/T 15835—2011 5.1: digits and Latin letters are half width. In raw text they are made so; a canonical file is set as it stands. Not to be told: --set proof.skip=N08, or proof: {skip: [N08]} in the layout or series.yaml.")
X(PROOF_SIGNS, 1139, FINDING, "“{0}”里的数学符号不规范（GB/T 15835—2011 4.1.1）：写作“{1}”", "sign in '{0}' (GB/T 15835—2011, 4.1.1): write '{1}'",
  "规则 N09，GB/T 15835—2011 4.1.1：比号用“∶”，负号用“−”，乘号用“×”，不用冒号、短横线和字母x代替；钟点用半角冒号（10:30）。不查这一条：--set proof.skip=N09，或在版式或 series.yaml 里写 proof: {skip: [N09]}。",
  "Rule N09, GB/T 15835—2011 4.1.1: ratio ∶ minus − times ×, not colon, hyphen or the letter x; a time of day has the half-width colon. Not to be told: --set proof.skip=N09, or proof: {skip: [N09]} in the layout or series.yaml.")
X(PROOF_SAME_FORM, 1140, FINDING, "“{0}”与别处的写法不一致，全文多数（{2}处）写作“{1}”那样（GB/T 15835—2011 同类别同形式）", "'{0}' is written in the way of '{1}' in {2} other places (GB/T 15835—2011: one form for one kind)",
  "规则 N10，GB/T 15835—2011 3：年份、百分比、月日，全文只用阿拉伯数字或只用汉字。引文、书名和落款不算。不查这一条：--set proof.skip=N10，或在版式或 series.yaml 里写 proof: {skip: [N10]}。",
  "Rule N10, GB/T 15835—2011 3: years, percentages and dates are in Arabic or in Han throughout. Quotations, titles of works and signatures are not counted. Not to be told: --set proof.skip=N10, or proof: {skip: [N10]} in the layout or series.yaml.")
X(PROOF_ZERO, 1141, FINDING, "“{0}年”里的“〇”写错了（GB/T 15835—2011 5.2）：写作“{1}”", "the nought of the year '{0}' (GB/T 15835—2011, 5.2): write '{1}'",
  "规则 N11，GB/T 15835—2011 5.2：汉字年份里的“〇”不用数字0、字母O、圆圈或“零”代替。不查这一条：--set proof.skip=N11，或在版式或 series.yaml 里写 proof: {skip: [N11]}。",
  "Rule N11, GB/T 15835—2011 5.2: the nought of a year in Han is 〇, not 0, O, a circle or 零. Not to be told: --set proof.skip=N11, or proof: {skip: [N11]} in the layout or series.yaml.")
X(WORD_WRONG, 1151, FINDING, "“{0}”应写作“{1}”（{2}）", "'{0}' should be '{1}' ({2})",
  "规则 W01：稿件旁（或 series.yaml 旁）的 words.txt 里有“错形 → 正形”这样一行。词表错了就改词表；个别地方没有错，在词表里加一行“例外：整个词”。",
  "Rule W01: words.txt, beside the text or beside series.yaml, has a line WRONG → RIGHT. Correct the list if it is wrong; where the form is part of another word, add a line 例外：WORD.")
X(WORD_UNUSED, 1152, FINDING, "“{0}”按本单位的规定不用（{1}）", "'{0}' is not to be used ({1})",
  "规则 W02：words.txt 里有“不用：……”这样一行。换一个说法；个别地方可以用，在词表里加一行“例外：整个词”。",
  "Rule W02: words.txt has a line 不用：…. Say it otherwise; where the form is part of another word, add a line 例外：WORD.")
X(WORD_SHORT_FIRST, 1153, FINDING, "“{0}”前面没有出现过全称：第一次写作“{1}”（{2}）", "'{0}' stands before its full name: write '{1}' first ({2})",
  "规则 W03：words.txt 里有“全称：全名 = 简称”这样一行：正文里第一次提到时写全称，以后才用简称。标题不算。",
  "Rule W03: words.txt has a line 全称：FULL = SHORT: in running text the full name comes first. Titles do not count.")
X(WORD_ORDER, 1154, FINDING, "“{0}”应排在“{1}”前面（{2}）", "'{0}' should stand before '{1}' ({2})",
  "规则 W04：words.txt 里有“次序：甲、乙、丙”这样一行：同一处列出其中几个时，按这个次序排。",
  "Rule W04: words.txt has a line 次序：A、B、C: where several of them are listed, they stand in this order.")
X(WORDS_LINE, 1155, FINDING, "看不懂词表里的这一行：“{0}”", "cannot read this line of the word list: '{0}'",
  "每行写一条：“错形 → 正形”、“不用：词、词”、“例外：词、词”、“全称：全名 = 简称、简称”或“次序：甲、乙、丙”；“#”后面是说明。这一行没有起作用。",
  "A line is one of: WRONG → RIGHT, 不用：WORD、WORD, 例外：WORD、WORD, 全称：FULL = SHORT、SHORT, 次序：A、B、C; a remark stands behind #. This line was left out.")
X(WORDS_SAME, 1156, FINDING, "词表里的这一行两边一样：“{0}”", "both sides of this line of the word list are the same: '{0}'",
  "“→”左边写错的，右边写对的。这一行没有起作用。",
  "The wrong form stands left of →, the right one right of it. This line was left out.")
X(WORDS_TOO_LONG, 1157, FINDING, "词表里的“{0}”超过 {1} 个汉字", "'{0}' in the word list is longer than {1} characters",
  "词表里放的是词和名称，不是句子。这一行没有起作用。",
  "The list holds words and names, not sentences. This line was left out.")
X(WORDS_CONFLICT, 1158, FINDING, "“{0}”在词表里有两种正形：第 {1} 行写作“{2}”", "'{0}' has two right forms in the word list: line {1} says '{2}'",
  "同一个错形只能有一个正形。去掉其中一行；去掉之前以先写的为准。",
  "One wrong form has one right form. Take one of the lines out; until then the first counts.")
X(WORDS_UNREADABLE, 1159, WORLD, "读不了词表“{0}”：{1}", "cannot read the word list '{0}': {1}",
  "核对文件的权限和大小（最大 4 MB）。暂时不用词表，就把它改个名字。",
  "Check its permissions and its size (at most 4 MB). Rename it to do without.")

/* ---- 12xx batch --------------------------------------------------------------------------- */
X(BATCH_BUSY, 1201, WORLD, "“{0}”里有别的批次正在排", "another batch is at work in '{0}'",
  "两次运行不能同时写同一个文件夹的同一部分。等那一次结束再试；确认没有别的运行时，锁会随进程自动消失，不用手工删除。退出状态 75：过一会儿再试。",
  "Two runs may not write the same part of a folder at once. Try again when the other has ended; a lock goes with its process and need not be taken away by hand. Exit status 75: try again later.")
X(BATCH_FOLDER, 1202, WORLD, "不能在“{0}”里工作：{1}", "cannot work in '{0}': {1}",
  "成品文件夹建不了或写不了。检查 -o 后面的路径、权限和磁盘空间。",
  "The output folder cannot be made or written. Check the path behind -o, its permissions and the room on the disk.")
X(BATCH_UNREADABLE, 1203, WORLD, "读不了：{0}", "cannot be read: {0}",
  "这个文件夹或文件读不了，里面的稿件就会漏掉，所以没有写计划。检查权限，或者把它移走。",
  "This folder or file cannot be read, so that texts in it would be left out: no plan was written. Check its permissions, or move it away.")
X(BATCH_LOOP, 1204, FINDING, "这个文件夹绕回到自己上面（或者太深），里面的不再找", "this folder leads back to one above it, or too deep: not looked into",
  "符号链接指回了上层文件夹。里面的稿件在上层已经找过；确实在别处的，请去掉链接。",
  "A symbolic link leads back to a folder above. What is in it was found there already; take the link away if that is not so.")
X(BATCH_TWICE, 1205, USAGE, "和另一份稿件的成品同名：{0}", "its output would have the name of another text's: {0}",
  "两份稿件的路径去掉扩展名以后相同（如 26.txt 和 26.TXT），或者一份正好叫另一份某个版本的名字（26.txt 和 26-print.txt），成品会互相覆盖。改掉一个文件名。",
  "Two texts have the same path but for their extension (26.txt and 26.TXT), or one is named as a variant of the other (26.txt and 26-print.txt), so that one output would replace the other. Rename one.")
X(BATCH_EMPTY, 1206, WORLD, "“{0}”里没有稿件", "there are no texts in '{0}'",
  "只找扩展名是 .txt 的文件（words.txt 和以点开头的除外），子文件夹也找。核对文件夹。",
  "Only files that end in .txt are taken, in folders below too; not words.txt, nor names that begin with a dot. Check the folder.")
X(BATCH_PLAN_UNREADABLE, 1207, WORLD, "读不了计划“{0}”：{1}", "cannot read the plan '{0}': {1}",
  "计划由 jianbao batch plan 文件夹 -o 计划.jsonl 写出。核对文件名；用 jianbao batch 文件夹 -o 成品 时，计划在成品文件夹里。",
  "A plan is written by jianbao batch plan FOLDER -o plan.jsonl. Check its name; jianbao batch FOLDER -o OUT keeps its plan in OUT.")
X(BATCH_PLAN_ROW, 1208, WORLD, "这一行不是计划里的一期", "this line is no row of a plan",
  "计划一行一期，是 JSON；id 只能往下走（没有 .. 和开头的 /）。什么都没有排。重新写一份计划，或把这一行改对。",
  "A plan holds a JSON object a line; an id only leads downwards (no .. and no / at the start). Nothing was made. Write the plan again, or mend the line.")
X(BATCH_PLAN_TWICE, 1209, WORLD, "这个 id 在计划里已经有了", "this id stands in the plan twice",
  "两行会写同一个文件。什么都没有排。去掉一行，或改 id。",
  "Two rows would write one file. Nothing was made. Take one away, or change its id.")
X(BATCH_RESULT_DAMAGED, 1210, FINDING, "这一行记录坏了，那一期重新排", "this record is damaged: its issue is made again",
  "记录的每一行带着自己的校验和，这一行对不上，所以不信它；不影响成品。",
  "Each line of the records carries a sum of its own, and this one's is wrong: it is not believed. The files made are not touched by that.")
X(BATCH_SOURCE_CHANGED, 1211, FINDING, "稿件在写了计划以后变了，按现在的样子排", "the text has changed since it was planned: made as it is now",
  "计划记下了稿件的 SHA-256，现在不同了。编码和版式重新判断。如果不该变，请核对稿件。",
  "The plan holds the text's SHA-256, and it is another now. Encoding and layout were found again. If it should not have changed, look at the text.")
X(BATCH_STUCK, 1212, WORLD, "写不了“{0}”：{1}；已排好的都在，处理好再运行一次", "cannot write '{0}': {1}; what was made stands: mend that and run again",
  "磁盘满了，或成品文件夹写不了。已经记录的各期都是完整的；腾出空间或改好权限，同样的命令再运行一次，只排剩下的。",
  "The disk is full, or the output folder cannot be written. All issues on record are whole; make room or mend the permissions and run the same command: it makes the rest.")
X(BATCH_CONFLICT, 1213, WORLD, "两个分片对“{0}”排出了不同的文件", "two shards made different files of '{0}'",
  "同一期、同样的稿件和版式，两台机器的结果不同：程序、库或字体不一样。把它们弄一致，删去其中一个分片的记录再排。",
  "Of the same issue, text and layout two machines made different files: their programs, libraries or fonts are not the same. Make them so, delete the records of one of the shards, and run it again.")
X(BATCH_MISSING, 1214, FINDING, "还有 {0} 期没有排，清单没有写", "{0} issues are not made yet: the lists were not written",
  "先把计划排完（jianbao batch run，各个分片都要），再合并。",
  "Finish the plan first (jianbao batch run, every shard of it), then merge.")
X(BATCH_STRAY, 1215, WORLD, "“{0}”不是这份计划排出来的", "'{0}' was not made by this plan",
  "data/ 里只能有这份计划的成品，不然清单就不全。把它移到别处，再合并。",
  "data/ may hold nothing but what the plan made, else the bag's lists are not complete. Move it away and merge again.")
X(BATCH_SHARD, 1216, USAGE, "“{0}”不是分片：写作 3/8（第 3 片，共 8 片）", "'{0}' is no shard: write 3/8 (the third of eight)",
  "分片从 1 数起，不能大于总数。由 Slurm、Kubernetes 或 GNU parallel 启动时不用写，从环境变量里读；那里的数组要连续（--array=0-7，不带步长）。",
  "Shards count from 1 up to their number. Started by Slurm, Kubernetes or GNU parallel it need not be typed: it is read from the environment, where an array must count by ones (--array=0-7).")
X(BATCH_SHARD_FOUND, 1217, NOTE, "第 {0} 片，共 {1} 片（{2}）", "shard {0} of {1} ({2})",
  "分片是从启动它的程序设的环境变量里读的。要排全部，写 --shard 1/1。",
  "The shard was read from a variable that the program that started this one has set. For all of it, type --shard 1/1.")
X(BATCH_NO_OUTPUT, 1218, USAGE, "成品写到哪里？用 -o 给出一个文件夹", "where to? Name a folder with -o",
  "批量排版把所有成品、清单和记录写到一个文件夹里：jianbao batch 稿件文件夹 -o 成品文件夹。",
  "A batch writes all its files, lists and records into one folder: jianbao batch TEXTS -o OUT.")
