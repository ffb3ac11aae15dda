/* Every rule that a finished PDF can break: X(key, level, topic, clauses, Chinese, English). Asked
 * by verify, and by those who write such files.
 *
 * Clauses say which standards have the rule, by one word after another. ISO 15930 (PDF/X) is cited
 * by its part and the topic, and behind it the clause of ISO 32000-1 that defines what the rule is
 * about; where X-1a holds to an older PDF, ISO 32000-1 says since when a thing exists. ISO 19005
 * (PDF/A) and ISO 14289 (PDF/UA) are cited by their own clauses. PDFX: X-1a (15930-4) and X-4
 * (15930-7); A: A-1b (19005-1), and A-2 and A-3 (19005-2, -3) by their clause; UA: PDF/UA-1;
 * ANY: any PDF and PDF/X; ALL: every standard, by ISO 32000-1. A standard more is a claim more of
 * jb_claims and one more of these words.
 *
 * FAULT: the file is not what it claims to be. WARNING: it may be, but a press may trip over it.
 * Words: what is wrong, subject in “” ('' in English), no full stop. {0} to {2} are arguments. */

/* ---- the file ----------------------------------------------------------------------------- */
X(NOT_PDF, FAULT, FILE, ALL("7.5.2"), "这不是 PDF 文件", "this is not a PDF file")
X(UNREADABLE, FAULT, FILE, ALL("7.5"), "打不开：{0}", "it cannot be opened: {0}")
X(LOCKED, FAULT, ENCRYPTION, ALL("7.6"), "文件有打开口令，看不到里面", "a password is needed to open the file")
X(DAMAGED, FAULT, FILE, ALL("7.5"), "文件损坏：{0}", "the file is damaged: {0}")
X(LIMIT, FAULT, FILE, ALL("C.2"), "超出检查的限度：{0}", "beyond what can be checked: {0}")
X(CLAIM_OTHER, FAULT, IDENTITY, ALL("14.3"), "自称符合“{0}”，这个标准不在可检查之列", "it claims to be '{0}', a standard that is not checked here")
X(HEADER_PLACE, FAULT, FILE, PDFX("7.5.2") A("6.1.2", "6.1.2"), "%PDF- 不在文件开头（在第 {0} 字节）", "%PDF- is not at the beginning of the file, but at byte {0}")
X(HEADER_VERSION, FAULT, FILE, PDFX("7.5.2") A("6.1.2", "6.1.2"), "PDF 版本是 {0}，应为 {1}", "the version of PDF is {0}, not {1}")
X(HEADER_BINARY, FAULT, FILE, PDFX("7.5.2") A("6.1.2", "6.1.2"), "第二行不是含四个以上非 ASCII 字节的注释", "the second line is no comment with four bytes beyond ASCII")
X(END_MARK, FAULT, FILE, PDFX("7.5.5") A("6.1.3", "6.1.3"), "文件末尾没有 %%EOF", "there is no %%EOF at the end")
X(END_TRAIL, FAULT, FILE, PDFX("7.5.5") A("6.1.3", "6.1.3"), "最后的 %%EOF 后面还有 {0} 个字节", "{0} bytes stand behind the last %%EOF")
X(XREF_STREAM, FAULT, FILE, X1A("7.5.8") A1("6.1.4"), "交叉引用或对象存放在流里，PDF 1.4 没有这种写法", "the cross-reference or objects are kept in streams, which PDF 1.4 does not have")
X(ID_MISSING, FAULT, FILE, PDFX("14.4") A("6.1.3", "6.1.3"), "文件尾没有 /ID（两个字符串）", "the trailer has no /ID of two strings")
X(ENCRYPTED, FAULT, ENCRYPTION, PDFX("7.6") A("6.1.3", "6.1.3"), "文件加了密", "the file is encrypted")
X(STREAM_LZW, FAULT, COMPRESSION, PDFX("7.4.4") A("6.1.10", "6.1.7.2"), "对象 {0} 用了 LZW 压缩", "object {0} is compressed by LZW")
X(STREAM_JPX, FAULT, COMPRESSION, X1A("7.4.9"), "对象 {0} 用了 JPEG 2000 压缩", "object {0} is compressed by JPEG 2000")
X(STREAM_JBIG2, FAULT, COMPRESSION, X1A("7.4.7"), "对象 {0} 用了 JBIG2 压缩", "object {0} is compressed by JBIG2")
X(STREAM_FILTER, FAULT, COMPRESSION, ANY("7.4") A("6.1.10", "6.1.7.2"), "对象 {0} 的过滤器“{1}”不能用", "object {0} has the filter '{1}', which may not be used")
X(STREAM_EXTERNAL, FAULT, FILES, PDFX("7.3.8.2") A("6.1.7", "6.1.7.1"), "对象 {0} 的数据在另一个文件里", "the data of object {0} are in another file")
X(STREAM_DATA, FAULT, FILE, ALL("7.3.8"), "对象 {0} 的数据解不开", "the data of object {0} cannot be decoded")
X(OBJECT_LIMIT, FAULT, FILE, A("6.1.12", "6.1.13"), "对象 {0} 里的{1}", "object {0} has {1}")

/* ---- what it says of itself ---------------------------------------------------------------- */
X(INFO_MISSING, FAULT, IDENTITY, PDFX("14.3.3"), "没有文档信息（Info）", "there is no document information (Info)")
X(INFO_VERSION, FAULT, IDENTITY, X1A("14.3.3"), "GTS_PDFXVersion 是“{0}”，应为“{1}”", "GTS_PDFXVersion is '{0}', not '{1}'")
X(INFO_CONFORMANCE, WARNING, IDENTITY, PDFX("14.3.3"), "不应有 GTS_PDFXConformance（是“{0}”）", "GTS_PDFXConformance should not be there; it is '{0}'")
X(INFO_TITLE, FAULT, IDENTITY, PDFX("14.3.3"), "没有标题（Title）", "there is no Title")
X(INFO_DATE, FAULT, IDENTITY, PDFX("14.3.3"), "没有 {0}，或不是日期", "{0} is absent or no date")
X(INFO_TRAPPED, FAULT, TRAPPING, PDFX("14.11.6"), "Trapped 应为 /True 或 /False，这里是“{0}”", "Trapped must be /True or /False; it is '{0}'")
X(INFO_TEXT, FAULT, IDENTITY, PDFX("14.3.3"), "文档信息里的“{0}”不是文本", "'{0}' of the document information is not text")
X(INFO_DIFFERS, FAULT, IDENTITY, PDFX("14.3") A1("6.7.3"), "{0} 和元数据里的 {1} 不一致", "{0} differs from {1} of the metadata")
X(XMP_MISSING, FAULT, IDENTITY, X4("14.3.2") A("6.7.2", "6.6.2.1") UA("7.1"), "没有 XMP 元数据", "there are no XMP metadata")
X(XMP_FORM, FAULT, IDENTITY, PDFX("14.3.2") A("6.7.9", "6.6.2.1"), "XMP 元数据写得不对：{0}", "the XMP metadata are not well formed: {0}")
X(XMP_VERSION, FAULT, IDENTITY, X4("14.3.2"), "pdfxid:GTS_PDFXVersion 是“{0}”，应为“{1}”", "pdfxid:GTS_PDFXVersion is '{0}', not '{1}'")
X(XMP_KEY, FAULT, IDENTITY, X4("14.3.2"), "XMP 元数据没有 {0}", "the XMP metadata have no {0}")
X(XMP_PACKED, FAULT, IDENTITY, A1("6.7.2"), "对象 {0} 是元数据，却压缩了", "object {0} holds metadata and is compressed")
X(XMP_PACKET, FAULT, IDENTITY, A("6.7.5", "6.6.2.1"), "XMP 包头有不准用的 {0}", "the head of the XMP packet has {0}, which may not be used")
X(XMP_ARCHIVE, FAULT, IDENTITY, A("6.7.11", "6.6.4"), "XMP 里的标识是“{0}”，应为“{1}”", "the identification in XMP is '{0}', not '{1}'")
X(XMP_SCHEMA, FAULT, IDENTITY, A("6.7.9", "6.6.2.3.1"), "XMP 的 {0} 不是预定义的属性，也没有扩展模式说明它", "{0} of XMP is no predefined property, and no extension schema describes it")
X(XMP_AUTHORS, FAULT, IDENTITY, A1("6.7.3"), "Author 只有一个，dc:creator 却有 {0} 项", "there is one Author, but {0} items of dc:creator")

/* ---- what it is to be printed on ------------------------------------------------------------ */
X(INTENT_MISSING, FAULT, INTENTS, PDFX("14.11.5"), "没有 GTS_PDFX 输出意图", "there is no output intent GTS_PDFX")
X(INTENT_SEVERAL, FAULT, INTENTS, PDFX("14.11.5"), "有 {0} 个 GTS_PDFX 输出意图，只能有一个", "there are {0} output intents GTS_PDFX, not one")
X(INTENT_DIFFERS, FAULT, INTENTS, A("6.2.2", "6.2.3"), "各个输出意图的 ICC 特性文件不是同一个", "the output intents have different ICC profiles")
X(INTENT_IDENTIFIER, FAULT, INTENTS, PDFX("14.11.5") A("6.2.2", "6.2.3"), "输出意图没有 OutputConditionIdentifier", "the output intent has no OutputConditionIdentifier")
X(INTENT_CONDITION, FAULT, INTENTS, X1A("14.11.5"), "输出意图既没有注册名（http://www.color.org），也没有嵌入特性文件", "the output intent has neither the registry http://www.color.org nor a profile")
X(INTENT_INFO, FAULT, INTENTS, X1A("14.11.5"), "输出意图没有 Info，而印刷条件没有注册", "the output intent has no Info, and its condition is not a registered one")
X(INTENT_PROFILE, FAULT, INTENTS, X4("14.11.5") A("6.2.2", "6.2.3"), "输出意图没有嵌入 ICC 特性文件", "the output intent has no embedded ICC profile")
X(PROFILE_BROKEN, FAULT, INTENTS, PDFX("8.6.5.5") A("6.2.2", "6.2.3"), "ICC 特性文件损坏：{0}", "the ICC profile is broken: {0}")
X(PROFILE_CLASS, FAULT, INTENTS, PDFX("14.11.5") A("6.2.2", "6.2.3"), "ICC 特性文件的类是“{0}”，应为 {1}", "the ICC profile is of class '{0}', not {1}")
X(PROFILE_SPACE, FAULT, INTENTS, PDFX("14.11.5") A("6.2.2", "6.2.3"), "ICC 特性文件的颜色空间是“{0}”，应为“{1}”", "the ICC profile is of the colour space '{0}', not '{1}'")
X(PROFILE_COMPONENTS, FAULT, INTENTS, PDFX("8.6.5.5") A("6.2.2", "6.2.3"), "ICC 特性文件的 N 是 {0}，颜色空间“{1}”有 {2} 个分量", "N of the ICC profile is {0}, but its space '{1}' has {2} components")
X(PROFILE_VERSION, FAULT, INTENTS, PDFX("8.6.5.5") A("6.2.2", "6.2.3"), "ICC 特性文件是第 {0} 版，PDF {1} 只能用到第 {2} 版", "the ICC profile is of version {0}; PDF {1} knows none beyond {2}")

/* ---- pages ---------------------------------------------------------------------------------- */
X(PAGE_TREE, FAULT, PAGES, ALL("7.7.3"), "页树不对：{0}", "the page tree is wrong: {0}")
X(BOX_MEDIA, FAULT, PAGES, ALL("14.11.2"), "页面没有 MediaBox", "the page has no MediaBox")
X(BOX_FORM, FAULT, PAGES, ALL("7.9.5"), "{0} 不是矩形", "{0} is not a rectangle")
X(BOX_TRIM, FAULT, PAGES, PDFX("14.11.2"), "页面没有 TrimBox，也没有 ArtBox", "the page has neither a TrimBox nor an ArtBox")
X(BOX_BOTH, FAULT, PAGES, PDFX("14.11.2"), "页面同时有 TrimBox 和 ArtBox", "the page has both a TrimBox and an ArtBox")
X(BOX_NESTING, FAULT, PAGES, PDFX("14.11.2"), "{0} 超出 {1}", "{0} reaches beyond {1}")
X(BOX_SIZE, FAULT, PAGES, PDFX("C.2") A2("6.1.13"), "页面边长是 {0} pt，应在 3 与 14400 之间", "a side of the page is {0} pt, not between 3 and 14400")
X(PAGE_GROUP, FAULT, TRANSPARENCY, X1A("11.6.6") A1("6.4"), "页面有透明组", "the page has a transparency group")
X(PAGE_SEPARATED, FAULT, PAGES, PDFX("14.11.4"), "页面是分好色的单色版", "the page is one plate of a separated page")
X(VIEWER_AREA, FAULT, PAGES, PDFX("12.2"), "阅读偏好 {0} 是“{1}”，只能是 MediaBox 或 BleedBox", "the viewer preference {0} is '{1}', not MediaBox or BleedBox")

/* ---- fonts ---------------------------------------------------------------------------------- */
X(FONT_EMBEDDED, FAULT, FONTS, PDFX("9.9") A("6.3.4", "6.2.11.4.1") UA("7.21.4.1"), "字体“{0}”没有嵌入", "the font '{0}' is not embedded")
X(FONT_PROGRAM, FAULT, FONTS, ANY("9.9") A("6.3.2", "6.2.11.2"), "字体“{0}”嵌入的程序和它的类型 {1} 不符", "the font '{0}' has a program that is none of its kind, {1}")
X(FONT_SUBSET, FAULT, FONTS, PDFX("9.6.4"), "字体“{0}”的子集前缀应是六个大写字母", "the subset '{0}' must begin with six capital letters")
X(FONT_NAME, WARNING, FONTS, ALL("9.8"), "字体“{0}”在描述符里叫“{1}”", "the font '{0}' is called '{1}' in its descriptor")
X(FONT_WIDTHS, FAULT, FONTS, PDFX("9.2.4") A("6.3.6", "6.2.11.5") UA("7.21.5"), "字体“{0}”写的宽度和字体程序不一致：{1}", "the widths of the font '{0}' are not those of its program: {1}")
X(FONT_FORM, FAULT, FONTS, ANY("9.5") A("6.3.2", "6.2.11.2"), "字体“{0}”写得不对：{1}", "the font '{0}' is not well formed: {1}")
X(FONT_SYSTEM, FAULT, FONTS, PDFX("9.7.3") A("6.3.3.1", "6.2.11.3.1") UA("7.21.3.1"), "字体“{0}”的 CIDSystemInfo 缺少或不配：{1}", "CIDSystemInfo of the font '{0}' is absent or does not fit: {1}")
X(FONT_MAP, FAULT, FONTS, PDFX("9.7.4") A("6.3.3.2", "6.2.11.3.2") UA("7.21.3.2"), "字体“{0}”没有 CIDToGIDMap", "the font '{0}' has no CIDToGIDMap")
X(FONT_CMAP, FAULT, FONTS, PDFX("9.7.5") A("6.3.3.3", "6.2.11.3.3") UA("7.21.3.3"), "字体“{0}”的编码“{1}”既不是 Identity，也没有嵌入", "the encoding '{1}' of the font '{0}' is neither Identity nor embedded")
X(FONT_UNICODE, WARNING, FONTS, ALL("9.10.3"), "字体“{0}”的 ToUnicode 写得不对：{1}", "ToUnicode of the font '{0}' is not well formed: {1}")
X(FONT_UNMAPPED, FAULT, FONTS, A2U("6.2.11.7.2") UA("7.21.7"), "字体“{0}”的 ToUnicode 没有显示的编码 {1}", "ToUnicode of the font '{0}' lacks the code {1}, which is shown")
X(FONT_SET, FAULT, FONTS, A("6.3.5", "6.2.11.4.2") UA("7.21.4.2"), "字体“{0}”的 CIDSet {1}", "CIDSet of the font '{0}' {1}")
X(FONT_GLYPH, FAULT, FONTS, A("6.3.5", "6.2.11.4.1") UA("7.21.4.1"), "字体“{0}”的程序里没有显示的字形 {1}", "the program of the font '{0}' lacks the glyph {1}, which is shown")
X(FONT_NOTDEF, FAULT, FONTS, A2("6.2.11.8") UA("7.21.8"), "字体“{0}”显示了 .notdef", "the font '{0}' shows .notdef")

/* ---- colour --------------------------------------------------------------------------------- */
X(COLOUR_RGB, FAULT, COLOUR, X1A("8.6.4.3"), "{0}用了 DeviceRGB", "{0}: DeviceRGB")
X(COLOUR_CALIBRATED, FAULT, COLOUR, X1A("8.6.5"), "{0}用了与设备无关的颜色 {1}", "{0}: {1}, which is independent of a device")
X(COLOUR_DEVICE, FAULT, COLOUR, X4("8.6.5.6") A("6.2.3.3", "6.2.4.3"), "{0}用了 {1}，而输出意图不是这种颜色，也没有 {2}", "{0}: {1}, which is not of the output intent, and there is no {2}")
X(COLOUR_ALTERNATE, FAULT, COLOUR, X1A("8.6.6.4"), "专色“{0}”的替代颜色是 {1}，应为 DeviceCMYK 或 DeviceGray", "the spot colour '{0}' has the alternate {1}, not DeviceCMYK or DeviceGray")
X(COLOUR_COLORANTS, FAULT, COLOUR, PDFX("8.6.6.5") A("6.1.12", "6.1.13"), "DeviceN 有 {0} 个色料，最多 {1} 个", "DeviceN has {0} colorants; the most is {1}")
X(COLOUR_SPOT, WARNING, COLOUR, PDFX("8.6.6.4"), "专色“{0}”在文件里有不同的替代颜色", "the spot colour '{0}' has different alternates in the file")
X(COLOUR_FORM, FAULT, COLOUR, ALL("8.6.3"), "{0}的颜色空间写得不对", "{0}: the colour space is not well formed")
X(COLOUR_PROFILE, FAULT, COLOUR, X4("8.6.5.5") A("6.2.3.2", "6.2.4.2"), "{0}的 ICC 特性文件不能用：{1}", "{0}: the ICC profile cannot be used: {1}")

/* ---- graphics state, images, forms ----------------------------------------------------------- */
X(STATE_TRANSFER, FAULT, STATE, PDFX("10.4") A("6.2.8", "6.2.5"), "图形状态里有传递函数（{0}）", "a graphics state has a transfer function ({0})")
X(STATE_HALFTONE, FAULT, STATE, PDFX("10.5") A2("6.2.5"), "图形状态里的网目不能用：{0}", "a graphics state has a halftone that may not be used: {0}")
X(STATE_MASK, FAULT, TRANSPARENCY, X1A("11.6.5.3") A1("6.4"), "图形状态里有软蒙版", "a graphics state has a soft mask")
X(STATE_ALPHA, FAULT, TRANSPARENCY, X1A("11.6.4.4") A1("6.4"), "图形状态里的 {0} 是 {1}，应为 1", "{0} of a graphics state is {1}, not 1")
X(STATE_BLEND, FAULT, TRANSPARENCY, PDFX("11.3.5") A("6.4", "6.2.10"), "图形状态里的混合模式是“{0}”", "a graphics state has the blend mode '{0}'")
X(RENDERING_INTENT, FAULT, STATE, A("6.2.9", "6.2.6"), "再现意图“{0}”不是规定的四种之一", "the rendering intent '{0}' is none of the four")
X(FORM_GROUP, FAULT, TRANSPARENCY, X1A("11.6.6") A1("6.4"), "表单对象有透明组", "a form has a transparency group")
X(FORM_REFERENCE, FAULT, FILES, PDFX("8.10.4") A("6.2.6", "6.2.9"), "表单对象引用了另一个文件", "a form refers to another file")
X(FORM_POSTSCRIPT, FAULT, POSTSCRIPT, PDFX("8.8.2") A("6.2.5, 6.2.7", "6.2.9"), "有 PostScript 对象", "there is a PostScript object")
X(OPI, FAULT, OPI, PDFX("14.11.7") A("6.2.4, 6.2.5", "6.2.8, 6.2.9"), "有 OPI 代替图", "there is an OPI proxy")
X(IMAGE_FORM, FAULT, IMAGES, ALL("8.9.5"), "图像写得不对：{0}", "an image is not well formed: {0}")
X(IMAGE_MASK, FAULT, TRANSPARENCY, X1A("11.6.5.2") A1("6.4"), "图像有软蒙版", "an image has a soft mask")
X(IMAGE_ALTERNATE, FAULT, IMAGES, PDFX("8.9.5.4"), "图像有印刷时替换它的另一幅", "an image has an alternate that is printed in its place")
X(IMAGE_ALTERNATES, FAULT, IMAGES, A("6.2.4", "6.2.8"), "图像带有替换图像", "an image has alternates")
X(IMAGE_BITS, FAULT, IMAGES, X1A("8.9.5"), "图像每个分量 {0} 位，PDF 1.4 最多 8 位", "an image has {0} bits a component; PDF 1.4 has no more than 8")
X(IMAGE_INTERPOLATE, WARNING, IMAGES, PDFX("8.9.5.3"), "图像要求插值，各台设备做法不同", "an image is to be interpolated, which each device does differently")
X(IMAGE_SMOOTHED, FAULT, IMAGES, A("6.2.4", "6.2.8"), "图像要求插值", "an image is to be interpolated")

/* ---- what a press cannot print, or what does more than lie on paper ------------------------------ */
X(ANNOTATION_PLACE, FAULT, ANNOTATIONS, PDFX("12.5"), "“{0}”批注伸进了 {1}", "an annotation '{0}' reaches into the {1}")
X(ANNOTATION_KIND, FAULT, ANNOTATIONS, A("6.5.2", "6.3.1"), "不准用“{0}”批注", "an annotation is a '{0}', which may not be used")
X(ANNOTATION_FLAGS, FAULT, ANNOTATIONS, A("6.5.3", "6.3.2"), "“{0}”批注的 F 应为要打印、不隐藏，这里是 {1}", "F of an annotation '{0}' is {1}, not printed and in sight")
X(ANNOTATION_LOOK, FAULT, ANNOTATIONS, A("6.5.3", "6.3.3"), "“{0}”批注的外观不对：{1}", "the appearance of an annotation '{0}' is wrong: {1}")
X(ANNOTATION_ALPHA, FAULT, ANNOTATIONS, A1("6.5.3"), "“{0}”批注是半透明的", "an annotation '{0}' is translucent")
X(ANNOTATION_COLOUR, FAULT, ANNOTATIONS, A1("6.5.3"), "“{0}”批注有 RGB 颜色，而输出意图不是 RGB", "an annotation '{0}' has a colour in RGB, which is not of the output intent")
X(ACTION, FAULT, ACTIONS, PDFX("12.6"), "有动作“{0}”", "there is an action '{0}'")
X(ACTION_KIND, FAULT, ACTIONS, A("6.6.1", "6.5.1"), "不准用动作“{0}”", "there is an action '{0}', which may not be used")
X(ACTION_EXTRA, FAULT, ACTIONS, A("6.6.2", "6.5.2"), "有附加动作（AA）", "there are additional actions (AA)")
X(FORM_FIELDS, FAULT, ACTIONS, A("6.9", "6.4"), "表单不准有 {0}", "the interactive form has {0}, which may not be used")
X(EMBEDDED_FILE, FAULT, FILES, X1A("7.11.4") A1("6.1.11"), "文件里带有附件", "there are files embedded")
X(EMBEDDED_KIND, FAULT, FILES, A2ONLY("6.8"), "附件“{0}”不是 PDF", "the embedded file '{0}' is no PDF")
X(CATALOG_KEY, FAULT, FILE, A2("6.1.12, 6.10, 6.11"), "文件目录不准有 {0}", "the catalog has {0}, which may not be used")
X(LAYERS, FAULT, LAYERS, X1A("8.11") A1("6.1.13"), "文件有图层，PDF 1.4 没有这种功能", "there are layers, which PDF 1.4 does not have")
X(LAYERS_FORM, FAULT, LAYERS, X4("8.11.4") A2("6.9"), "图层设置不对：{0}", "the setting of the layers is wrong: {0}")

/* ---- content -------------------------------------------------------------------------------- */
X(CONTENT_TOKEN, FAULT, CONTENT, ALL("7.2"), "页面内容里“{0}”不成词", "the content has '{0}', which is nothing")
X(CONTENT_OPERATOR, FAULT, CONTENT, ANY("7.8.2") A("6.2.10", "6.2.2"), "页面内容里的操作符“{0}”没有定义", "the content has an operator '{0}', which is not defined")
X(CONTENT_OPERANDS, FAULT, CONTENT, ALL("7.8.2"), "操作符“{0}”的操作数不对", "the operator '{0}' has wrong operands")
X(CONTENT_PLACE, FAULT, CONTENT, ALL("8.2"), "操作符“{0}”不能用在这里", "the operator '{0}' may not stand here")
X(CONTENT_BALANCE, FAULT, CONTENT, ALL("8.4.2"), "“{0}”没有配成对", "'{0}' is not one of a pair")
X(CONTENT_DEPTH, FAULT, CONTENT, ANY("C.2") A("6.1.12", "6.1.13"), "“{0}”嵌套太深", "'{0}' is nested too deeply")
X(CONTENT_RESOURCE, FAULT, CONTENT, ANY("7.8.3") A("6.2.10", "6.2.2"), "页面内容用到的“{0}”不在资源里", "the content uses '{0}', which is not among the resources")
X(CONTENT_INLINE, FAULT, CONTENT, ALL("8.9.7"), "内嵌图像写得不对（{0}）", "an inline image is not well formed ({0})")

/* ---- what vendors ask for --------------------------------------------------------------------- */
X(PRESS_INK, WARNING, PRESS, PRESS, "总墨量 {0}%，超过 {1}%（{2} 处）", "the inks add up to {0} %, more than {1} % (places: {2})")
X(PRESS_REGISTRATION, WARNING, PRESS, PRESS, "成品框内用了套版色（{0} 处）", "the colour of registration marks is used inside of the trim box (places: {0})")
X(PRESS_CUT, WARNING, PRESS, PRESS, "到了成品边却没有做足出血（{0} 处）", "what reaches the trimmed edge does not reach the bleed's (places: {0})")
X(PRESS_NEAR_TRIM, WARNING, PRESS, PRESS, "离成品边只有 {0} mm，不足 {1} mm（{2} 处）", "only {0} mm from the trimmed edge, less than {1} mm (places: {2})")
X(PRESS_WHITE, WARNING, PRESS, PRESS, "白色设了叠印，印不出来（{0} 处）", "white overprints, and so is lost (places: {0})")
X(PRESS_BLACK_KNOCKS, WARNING, PRESS, PRESS, "黑色挖空了底下的颜色，应设叠印（{0} 处）", "black knocks out the inks below it; it should overprint (places: {0})")
X(PRESS_BLACK_MIXED, WARNING, PRESS, PRESS, "黑字不是单色黑，最小 {0} pt（{1} 处）", "black text is not of black ink alone, at {0} pt and more (places: {1})")
X(PRESS_THIN, WARNING, PRESS, PRESS, "线条只有 {0} mm 粗，不足 0.25 pt（{1} 处）", "a rule is only {0} mm thick, less than 0.25 pt (places: {1})")
X(PRESS_REVERSED, WARNING, PRESS, PRESS, "反白字只有 {0} pt，不足 6 pt（{1} 处）", "reversed text is only {0} pt, less than 6 pt (places: {1})")
X(PRESS_IMAGE_COARSE, WARNING, PRESS, PRESS, "图像只有 {0} dpi，不足 150 dpi", "an image has only {0} dpi, less than 150 dpi")
X(PRESS_IMAGE_SOFT, WARNING, PRESS, PRESS, "图像只有 {0} dpi，不足 300 dpi", "an image has only {0} dpi, less than 300 dpi")
