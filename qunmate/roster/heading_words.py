"""The words of headings that name the fields of a member sheet, in Chinese and English."""

from __future__ import annotations

# field → headings, without case, spaces and signs, in simplified characters
HEADINGS = {
    "name": "姓名 名字 真实姓名 真名 名称 称呼 成员 成员姓名 会员姓名 学员姓名 学员 会员名 成员名称"
    " 中文姓名 name fullname realname membername member",
    "other_name": "收货人 收件人 联系人 付款人 购买人 买家 报名人 客户 客户姓名 联系人姓名"
    " customer buyer",
    "nickname": "群昵称 群名片 群内昵称 本群昵称 我在本群的昵称 群内名称 群内名 群组昵称"
    " groupnickname groupcard groupname card",
    "account": "昵称 微信昵称 微信名 微信名称 网名 qq昵称 用户昵称 用户名 花名 line名称 line昵称"
    " line显示名称 nickname nick displayname accountname username alias screenname",
    "wechat": "微信号 微信 微信id 微信账号 微信号码 wxid wechat wechatid weixin wechatno"
    " 微信wxid vx"
    " wx wx号",
    "qq": "qq qq号 qq号码 qq账号 企鹅号 qqid qqnumber",
    "id": "账号 账户 用户id id 平台id 成员id 账号id platformid userid memberid uid account"
    " accountid"
    " telegramid discordid slackid lineid 企业微信账号 发送者账号id 钉钉号 飞书账号",
    "phone": "手机 手机号 手机号码 电话 电话号码 联系电话 联系方式 移动电话"
    " 行动电话 联络电话 联络方式 手机电话 电话手机 联系手机"
    " mobile phone tel telephone cell cellphone phonenumber mobilephone phoneno",
    "city": "城市 地区 所在地 所在城市 所在地区 常驻城市 居住城市 居住地 现居地 现居城市 省市"
    " 坐标 城市地区 县市 居住县市 所在县市"
    " city location region area town 所在省市",
    "trade": "行业 职业 所属行业 从事行业 行业职业 职业行业 所在行业 岗位 职位 工作"
    " 产业 产业别 职称 industry occupation trade profession job jobtitle",
    "birthday": "生日 出生日期 出生年月 出生年月日 birthday birthdate birth dateofbirth dob",
    "gender": "性别 gender sex",
    "role": "群职务 职务 群角色 群身份 角色 身份 群内职务 群内身份 发送者身份 身分"
    " 群组职务 群组身分 role grouprole",
    "joined_on": "入群时间 入群日期 加入时间 加入日期 加群时间 加群日期 进群时间 进群日期"
    " 入会时间 入会日期"
    " 入群 加入群时间 入群日 joineddate joiningdate"
    " dateofjoining membersince joined joinedon joindate joinedat datejoined jointime joinedtime",
    "left_on": "退群时间 退群日期 离开时间 离开日期 离群时间 离群日期 退出时间 退出日期 left"
    " lefton leftat"
    " leavedate leavetime leftdate",
    "invited_by": "邀请人 推荐人 介绍人 引荐人 来源 邀请者 推荐者 拉群人 invitedby inviter referrer"
    " referredby referral source",
    "expires_on": "到期 到期时间 到期日 到期日期 有效期 有效期至 有效期限 会员到期"
    " 会员到期时间 会员到期日"
    " 会员有效期 截止日期 过期时间 expires expireson expiry expirydate expiration validuntil"
    " expirationdate expiresat",
    "tags": "标签 标记 成员标签 用户标签 tag tags label labels",
    "strengths": "特长 专长 擅长 优势 技能 资源 可提供 能提供 我能提供 可提供资源 能力 strengths"
    " strength"
    " skills skill offers",
    "needs": "需求 诉求 期望 想要 我需要 需要 所需资源 needs need wants",
    "notes": "备注 备注信息 说明 附注 其他 note notes remark remarks comment comments memo",
}  # fmt: skip
# said inside longer headings such as “您的手机号（必填）”; only believed where the contents agree
PARTS = (
    ("微信号", "wechat"), ("微信昵称", "account"), ("群昵称", "nickname"), ("qq号", "qq"),
    ("手机", "phone"), ("电话", "phone"), ("姓名", "name"), ("昵称", "account"), ("称呼", "name"),
    ("邀请人", "invited_by"), ("推荐人", "invited_by"), ("入群", "joined_on"),
    ("退群", "left_on"), ("到期", "expires_on"), ("生日", "birthday"), ("出生", "birthday"),
    ("性别", "gender"), ("城市", "city"), ("地区", "city"), ("行业", "trade"), ("职业", "trade"),
    ("标签", "tags"), ("擅长", "strengths"), ("专长", "strengths"), ("需求", "needs"),
    ("备注", "notes"),
)  # fmt: skip
# words of so many things that the contents have to agree
DOUBTFUL = frozenset(
    {"身份", "身分", "角色", "职务", "id", "uid", "role", "联系方式", "联络方式", "account"}
    | {"source", "微信"}
)
