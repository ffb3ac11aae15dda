"""Texts as offices write them, made by a seed: real sentences in many structures and typings."""
import pathlib
import random

SENTENCES = [
    "7月30日，村里召开了村民代表大会，全票通过了新修订的村规民约。",
    "局党委书记、局长周明华主持会议并讲话，各科室负责人、各中小学校长参加会议。",
    "会议指出，开学工作要做到“三个到位”：人员到位、教材到位、安全检查到位。",
    "各校要严格落实24小时值班制度，遇有突发事件及时上报，不得迟报、漏报、瞒报。",
    "来自32所学校的1,200余名学生参加了航模、机器人等8个项目的比赛。",
    "活动现场气氛热烈，学生们纷纷表示收获很大。",
    "截至6月底，全县完成投资3.5亿元，占年度计划的58.6%，同比增长12%。",
    "通过App和微信公众号（ID：qxfw2024）受理群众来电560件，办结率达98%。",
    "他强调：“要把《条例》学深学透，做到‘学用结合’。”",
    "下一步，该局将继续加大巡查力度，确保问题整改到位。",
    "目前，A区3号楼已封顶；B区正在进行基础施工。",
    "这次培训好不好？参加培训的同志都说好！",
    "详情见 http://www.example.gov.cn/news/1.html ，电话：021-55667788。",
    "5月1日—7日，共接待游客12.3万人次……创历史新高。",
    "会上，张 三、李 四等同志作了交流发言。",
    "按照GB/T 9704—2012的要求，公文用纸采用A4型纸，误差±2 mm。",
    "注：带*的为必填项，2*3=6不是着重。",
    "（本刊记者整理）",
]
TITLES = [
    "区教育局召开春季开学工作部署会", "我区举行中小学生科技节", "守正创新 再启新程",
    "“三个到位”抓落实", "全县农业农村工作会议召开", "市领导到我局调研",
    "关于开展安全生产大检查的情况", "聚焦民生实事，办好惠民工程", "2024年上半年工作情况",
    "路灯亮了 道路宽了", "一份特殊的生日礼物——记优秀党员王小明", "数字化转型的ABC",
]
SUBTITLES = ["——我局开展主题党日活动侧记", "——在全区干部大会上的讲话"]
LEVELS = [
    ["一、提高认识", "二、加强领导", "三、狠抓落实"],
    ["（一）抓学习", "（二）抓作风", "（三）抓制度"],
    ["1.完善机制", "2. 强化保障", "3．严格考核"],
    ["（1）摸清底数", "（2）建立台账"],
    ["一是提高认识。各单位要高度重视。", "二是加强领导。主要领导亲自抓。"],
    ["一、提高认识。各单位要高度重视，统一思想。", "二、加强领导。主要领导亲自抓，负总责。"],
    ["1、统一思想", "2、明确责任"],
    ["① 认真学习", "② 深刻领会"],
]
BYLINES = ["（办公室 供稿）", "（张三 李四）", "（记者 王小明）", "作者：张三", "通讯员 王小明"]
NAMES = ["工作简报", "工 作 简 报", "政务信息", "教育动态", "《情况反映》", "青山区教育局\n工作简报",
         "内部情况通报", "简 报"]
NUMBERS = ["第8期", "第 8 期", "（第8期）", "2024年第12期（总第345期）", "第三期", "第5期　总第131期",
           "第3—4期合刊", "增刊第1期", "总第516期", "〔2024〕15号", "2024年第7期", "第7期（总第7期)", "第7期 第8期",
           "2024年第9期（重阳专刊）", "2024.2（总第51期）", "2024年3月特刊", "2024年秋季号 总第63期"]
OFFICES = ["青山区教育局办公室", "某局办公室", "星火村村民委员会", "市政府办公厅", "县委宣传部编"]
DATES = ["2024年3月18日", "2024 年 3 月 18 日", "二〇二四年三月十八日", "2024-03-18", "2024年03月18日"]
SECRECY = ["内部资料  注意保存", "秘密★1年", "机密", "000123", "内部刊物 请勿外传"]
ENTRIES = ["报：市教育局，区委办公室，区政府办公室", "发：各中小学校、幼儿园", "送:县四套班子领导",
           "主送：市委、市政府", "抄送：各区县局，\n　　　各直属单位", "责任编辑：王小明  审核：李四",
           "签发:张三    编辑:李四    电话:55667788", "（共印80份）", "共印120份", "联系电话：021-55667788",
           "投稿邮箱：abc_1@example.com", "地址：青山路1号  邮编：200000", "报   送：省局", "责编: 张 三", "工作简报第9期",
           "办公室　　　　2024年3月19日印发", "理事会电话：55667788", "（本期共6页）", "值班编辑：李四　热线：12345"]
ATTACHMENTS = ["附件：名单", "附件：1.名单\n　　　2.方案", "附：统计表", "附件1：汇总表", "附件:1.名单 2.方案"]
TABLES = ["| 指标 | 总量 |\n|---|---|\n| 人口 | 三万 |", "指标\t总量\n人口\t三万\n面积\t九亩",
          "表1 主要指标\n指标\t总量\n人口\t三万"]
SPANS = ["请_张三__李四_发言。", "读~~红楼梦~~与~~史记~~。", "见附注^①^，据此^[2]^。", "念作{汉字|hànzì}、{行|xíng}。",
         "*_张三_和~~某书~~*都好", "**要点**：*甲**乙*，***丙***",
         "文件a_中_b，约3~~5月，2^10^3。", "_年_月_日填报", "\\_张三_不是专名。",
         "甲_张三_ \\_李四_ \\~~书~~", "*重_张三*_点", "| _甲_ | {行|xíng} |\n|---|---|\n| ~~乙~~ | 丙^1^ |"]
NOTES = ["编者按：近日，各地做法引起关注，现予刊发。", "按：现将有关情况转发，供参考。",
         "【编者按】\n现将经验刊发，供各单位学习借鉴。"]
LISTS = ["张三  李四  王五", "王小明 李大海 赵 云 周明华", "名单\n张三\n李四\n王五\n赵六",
         "※注意事项※", "* 第一条", "*全票通过*", "- 第一点\n- 第二点", "· 学习\n· 调研"]
CAPTIONS = ["图为会议现场", "图1 会议现场", "（图为会议现场 张三 摄）", "▲ 活动现场"]
CONTENTS = ["目录\n区教育局召开春季开学工作部署会……………1\n我区举行中小学生科技节（2）", "本期要目\n守正创新 再启新程\n市领导到我局调研",
            "【本期导读】\n我区举行中小学生科技节\t3\n路灯亮了 道路宽了\t5"]
CHATS = ["教务处-周老师  2024/11/15 16:42", "[2024-03-11 07:46] 安监-吴: 收到", "李伟 8:15", "[图片]", "收到，辛苦了👍"]
ROWS = ["时间：3月8日上午9:00", "地点：二楼会议室", "主  持：张 三", "列  席：李 四、王五、赵 云", "问：怎么报名？", "答：网上报名。",
        "联系人：王小明　　电话：55667788", "□ 主持人：李老师", "> 转发的一行", "案例一：标签有瑕疵"]
GAPS = ["科室　　次数　　比例\n内科　　120　　90%\n外科　　88　　70%", "《长江传》  徐刚著  2023年\n《大河》  李四著  2024年",
        "王福海　　刘凤英（女）　　张大山", "＊＊ 本周大事 ＊＊", "～～～ 简讯 ～～～", "【基本案情】\n7月3日，开庭审理。\n【基本案情】"]
MARKED = ["# 守正创新。", "## 今年要办的事", "### （一）小事", "\\我们村的新变化", "{副题}——小记", "{署名}张三",
          "# ", "\\", "{报头}不是标记", "![图](缺(1).jpg){宽=70mm}", "{落款}某局办公室", "---"]


def half_width(r, text):
    marks = {"，": ",", "：": ":", "；": ";", "？": "?", "！": "!", "（": "(", "）": ")"}
    return "".join(marks[c] if c in marks and r.random() < 0.8 else c for c in text)


def straight(text):
    return text.translate({0x201C: '"', 0x201D: '"', 0x2018: "'", 0x2019: "'"})


def loose(r, text):
    out = ""
    for c in text:
        out += c
        if r.random() < 0.03:
            out += r.choice([" ", "  ", "　", "\u00a0", "\u200b", "\t"])
    return out


def wrapped(r, lines, indent):
    width = r.randint(18, 40)
    out = []
    for line in lines:
        if len(line) > width and "\n" not in line:
            line = indent + line
            out += [line[i:i + width] for i in range(0, len(line), width)]
        else:
            out.append(line)
    return out


def paragraph(r):
    return "".join(r.choice(SENTENCES) for _ in range(r.choice([1, 1, 2, 2, 3])))


def masthead(r):
    rows = [r.choice(NAMES)]
    rows += [r.choice(NUMBERS)] if r.random() < 0.9 else []
    office, date = r.choice(OFFICES), r.choice(DATES)
    shape = r.randrange(5)
    if shape < 3:
        rows.append(office + r.choice(["　　　　", "  ", " ", "\t"]) + date)
    elif shape == 3:
        rows += [office, date]
    if r.random() < 0.2:
        rows.insert(0, r.choice(SECRECY))
    if r.random() < 0.1:
        rows.append("签发：张 三  主编：李四")
    return rows


def header(r):
    rows = [f"{key}：{r.choice(values)}".replace("\n", "\n　　　")
            for key, values in (("刊名", NAMES), ("期号", NUMBERS), ("编发", OFFICES), ("日期", DATES))
            if r.random() < 0.8]
    return rows + [r.choice(["状态：清样", "密级：内部", "自拟：其他"])] + [""]


def article(r):
    rows = [r.choice(TITLES)] if r.random() < 0.9 else []
    extras = ((0.15, SUBTITLES), (0.2, BYLINES), (0.1, NOTES))
    rows += [r.choice(kind) for chance, kind in extras if r.random() < chance]
    extras = ((0.08, CONTENTS), (0.08, CHATS), (0.12, ROWS), (0.08, GAPS), (0.15, SPANS))
    rows += [r.choice(kind) for chance, kind in extras for _ in range(3) if r.random() < chance]
    levels = r.choice(LEVELS) if r.random() < 0.4 else [""] * r.randint(1, 3)
    for level in levels:
        rows += [level] if level else []
        rows += [paragraph(r) for _ in range(r.choice([0, 1, 1, 2]) if level else 1)]
    extras = ((0.1, TABLES), (0.1, LISTS), (0.1, CAPTIONS), (0.2, BYLINES), (0.1, ATTACHMENTS),
              (0.1, MARKED))
    rows += [r.choice(kind) for chance, kind in extras if r.random() < chance]
    if r.random() < 0.15:
        rows += ["　" * 8 + r.choice(OFFICES), "　" * 8 + r.choice(DATES)]
    return rows


def end_matter(r):
    rows = ["---"] if r.random() < 0.15 else []
    return rows + [r.choice(ENTRIES) for _ in range(r.randint(1, 5))]


def make(seed):
    r = random.Random(seed)
    kind = r.random()
    rows = masthead(r) if kind < 0.75 else header(r) if kind < 0.9 else []
    for _ in range(r.choice([1, 1, 1, 2, 3])):
        rows += article(r)
    rows += end_matter(r) if r.random() < 0.85 else []
    indent = r.choice(["", "　　", "    "])
    if r.random() < 0.3:
        rows = wrapped(r, rows, indent)
    elif indent:
        rows = [indent + row if len(row) > 20 else row for row in rows]
    text = r.choice(["\n", "\n", "\n\n", "\r\n"]).join(rows) + r.choice(["", "\n", "\n\n\n"])
    text = half_width(r, text) if r.random() < 0.4 else text
    text = straight(text) if r.random() < 0.4 else text
    return loose(r, text) if r.random() < 0.3 else text


# Old codes of private use: of 龴, ⺁, 𠂇, of a vertical comma and of the full-width space.
OLD_CODES = "\uE81E\uE815\uE816\uE78D\uE5E5"


def aged(r, text):
    """As it comes out of programs of GBK's days: here and there an old code."""
    places = sorted(r.randrange(len(text)) for _ in range(5))
    for at in reversed(places):
        text = text[:at] + r.choice(OLD_CODES) + text[at:]
    return text


def write(folder, n):
    """A tenth of them in GB18030, a tenth in UTF-16, a tenth with old codes."""
    paths = [pathlib.Path(folder) / f"{seed:04}.txt" for seed in range(n)]
    for seed, path in enumerate(paths):
        text = make(seed)
        if seed % 10 == 7:
            text = aged(random.Random(n + seed), text)
        path.write_bytes(text.encode({3: "gb18030", 5: "utf-16"}.get(seed % 10, "utf-8")))
    return paths
