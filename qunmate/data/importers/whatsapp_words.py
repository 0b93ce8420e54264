"""The words of WhatsApp's exports: what stands for a picture, a deleted message, the system."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qunmate.data.importers.whatsapp_phrases import DOCUMENTS, ENCRYPTED, KINDS
from qunmate.model import Kind

MARK = "\u200e"  # in front of what an iPhone says itself
_INVISIBLE = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_EDITED = re.compile(
    r"(?<!\s)\s*+<[^<>\n]{0,40}(?:edited|编辑|編輯|bearbeitet|edit[óa]|modifi|bewerkt|измен|редакт|düzenlen"
    r"|diedit|編集|수정)[^<>\n]{0,20}>$"
)
_WHAT = {
    Kind.IMAGE: "image|imagen|imagem|immagine|bild|foto|photo|afbeelding|图片|圖片|图像|圖像|影像"
    "|照片|画像|写真|이미지"
    "|사진|изображение|фото|görüntü|resim|gambar",
    Kind.VIDEO: "v[ií]d[eé]o(?: note|nachricht)?|视频|視訊|影片|動画|동영상|видео",
    Kind.VOICE: "[aá]udio|ses|音频|音訊|语音|語音|音声|오디오|аудио",
    Kind.EMOJI: "sticker|figurinha|çıkartma|gif|贴纸|贴图|貼圖|スタンプ|스티커|стикер",
    Kind.FILE: "documento?|dokumente?|dokumen|belge|文件|文档|文稿|檔案|文書|문서|документ",
    Kind.CONTACT: "contact card|kontaktkarte|tarjeta de contacto|fiche contact|contatto"
    "|cart[ãa]o de"
    " contato|联系人|聯絡人|名片",
}
_ABSENT = (
    r"omitted|weggelassen|ausgeschlossen|omitid[oa]s?|omess[oai]|omis(?:es?)?|absente?s?|manquante?"
    r"|non inclus[oai]|ocult(?:ad)?[oa]s?|não revelad[oa]s?|weggelaten|已?(?:省略|忽略|略去)"
    r"|отсутству\w*"
    r"|опущен\w*|без медиафайлов|пропущен\w*|dahil edilmedi|tidak disertakan|省略され\w*"
    r"|含まれていません|除く"
    r"|생략(?:됨|됐습니다)?|제외\w*"
)
# in languages of which no more than that is known
_ABSENT_TOO = (
    "pominię|vynechán|kihagy|utel[äa]|udeladt|jätet|Παραλεί|استبعاد|הושמט|נכלל|छोड़|ไม่มีสื่อ|bỏ qua"
)
_OMITTED = re.compile(rf"{_ABSENT}|{_ABSENT_TOO}|省略|忽略|생략|メディアなし", re.IGNORECASE)
_WITHOUT = re.compile(
    r"^(?:[^\n]{1,200} • [^\n]{0,40}?|[^\n]{1,200}\.\w{1,5} )?(?:"
    + "|".join(f"(?P<{kind.name}>{words})" for kind, words in _WHAT.items())
    + rf")s?\s?は?(?:{_ABSENT})\.?$",
    re.IGNORECASE,
)
_ATTACHED = (
    "file attached|文件附件|文件已附加|檔案已附加|附件|Datei angehängt|archivo adjunto"
    "|fichier joint|file allegato"
    "|arquivo anexado|ficheiro anexado|bestand bijgevoegd|файл (?:добавлен|прикреплен)|dosya ekli"
    "|file terlampir|ファイル添付|添付ファイル(?:有り)?|파일 첨부(?:됨)?|الملف مرفق"
    "|soubor byl přiložen|ไฟล์ที่แนบ|tệp đính kèm|файл додано|załączony plik|fișier atașat"
    "|fájl csatolva|bifogad fil|fil vedhæftet|vedlagt fil|liitetiedosto|συνημμένο αρχείο"
    "|קובץ מצורף|fail dilampirkan"
)
_MEDIA = re.compile(
    rf"^(?:<(?P<mark>[^<>\n]{{3,200}})>|(?P<file>(?:\S[^\n]*)?\.\w{{2,5}}) \((?:{_ATTACHED})\))"
)
# behind what is said to it
_MEDIA_BEHIND = re.compile(r"<(?P<mark>[^<>\n:：]{2,25}\s?[:：][^<>\n]{3,200})>\Z(?P<file>)")
_LONGEST = 300
_NAMED_FILE = re.compile(r"^\s*[^:：]{2,25}\s?[:：]\s*(\S[^\n]*\.\w{2,5})\s*$")
_ENDINGS = {
    **dict.fromkeys(("jpg", "jpeg", "png", "heic"), Kind.IMAGE),
    **dict.fromkeys(("webp", "gif"), Kind.EMOJI),
    **dict.fromkeys(("mp4", "mov", "3gp"), Kind.VIDEO),
    **dict.fromkeys(("opus", "m4a", "aac", "mp3"), Kind.VOICE),
    "vcf": Kind.CONTACT,
}
_DELETED = re.compile(
    r"^(?:This message was deleted(?: by admin [^\n]{1,60}?)?|You deleted this message"
    r"|此消息已删除|您已删除此消息|[这這][条條则則](?:消息|訊息)已"
    r"(?:被)?(?:删除|刪除)|此訊息已刪除|[您你]已?[删刪]除了?[此这這][条條则則]?(?:消息|訊息)"
    r"|Diese Nachricht wurde gelöscht"
    r"|Du hast diese Nachricht gelöscht|Se (?:eliminó|borró) este mensaje|Eliminaste este mensaje"
    r"|Ce message a été supprimé|Vous avez supprimé ce message|Questo messaggio è stato eliminato"
    r"|Hai eliminato questo messaggio|(?:Mensagem apagada|(?:Esta|Essa) mensagem foi apagada)"
    r"|Você apagou esta mensagem|Dit bericht is verwijderd|Je hebt dit bericht verwijderd"
    r"|(?:Данное|Это) сообщение удалено|Вы удалили данное сообщение|Bu mesaj silindi"
    r"|Bu mesajı sildiniz"
    r"|Pesan ini telah dihapus|Anda telah menghapus pesan ini|このメッセージは削除されました"
    r"|메시지가 삭제되었습니다"
    r"|삭제된 메시지입니다)[.。]?$"
)
_POLL = re.compile(r"^(?:POLL|投票|UMFRAGE|ENCUESTA|SONDAGE|SONDAGGIO|ENQUETE|PEILING)\s?[:：]")
_PLACE = re.compile(
    r"^(?:live location shared|live-standort wird geteilt\.?|实时位置共享\S*"
    r"|[^\s:：][^:：\n]{0,24}[:：] ?https?://maps\.google\.[^\s?]+\?q=\S+"
    r"|(?:live )?(?:location|standort|ubicación|position|posizione"
    r"|localização|locatie|位置|位置信息)\s?[:：] ?https?://\S+)\s*$",
    re.IGNORECASE,
)
_CALL = re.compile(
    r"^(?:(?:Missed|Silenced) (?:group )?(?:voice|video) call|(?:Voice|Video) call[.,]"
    r"|Verpasster? (?:Sprach|Video)anruf|(?:Llamada|Videollamada) perdida"
    r"|(?:Chamada|Ligação) de (?:voz|vídeo) perdida|不在着信|부재중 (?:음성|영상) 통화"
    r"|未接(?:听|聽|來電|来电)|未接的?(?:语音|視訊|视频|語音)(?:通话|通話))"
)
_CODE = (
    r"[Ss]ecurity code|Sicherheitsnummer|código de segur|code de sécurité|codice di sicurezza"
    r"|[Кк]од безо?п|セキュリティコード|安全(?:代[码碼]|[码碼])|보안 코드|[Mm]ã bảo mật"
    r"|รหัสความปลอดภัย|güvenlik kod|[Kk]ode keamanan|beveiligingscode|[Kk]od bezpieczeństwa"
    r"|[Bb]ezpečnostní kód|säkerhetskod|turvakoodi|सुरक्षा कोड|رمز الأمان|קוד האבטחה"
)
_CODE_CHANGED = re.compile(
    rf"^[^\n\d]{{0,40}}?(?:{_CODE})(?:[^\n\d]|\+[\d \u00a0()-]{{6,20}}){{0,120}}$"
)
_SYSTEM = re.compile(
    r"end-to-end encrypt|端到端加密|端對端加密|created (?:this )?group"
    r"|(?:建立|创建|創建)了?.{0,4}[群组組]|\b(?:added|removed)\b.{1,200}$|\bleft$"
    r"|\bjoined (?:using|a group)|was added$|were added$|changed (?:the|this|their|to)"
    rf"|{_CODE}"
    r"|group's (?:icon|settings)|pinned a message|[Dd]isappearing messages|限时消息|限時訊息"
    r"|verschlüsselt|cifrad[oa]s|chiffrés|crittografat|criptograf|versleuteld|шифрован|şifrel"
    r"|[Gg]ruppe|[Gg]roupe|[Gg]rup[oa]|[Gg]ruppo|[Gg]roep|[Сс]куп|[Гг]рупп?[аеиоуыі]|[Ss]kupin"
    r"|[Aa]dmin|ylläpitäj|beheerder|yönetici|админ|адмін|مشرف|מנהל|แอดมิน|quản trị|관리자"
    r"|ryhmä|ομάδα|المجموعة|קבוצה|กลุ่ม|nhóm|ग्रुप"
    r"|暗号化"
    r"|암호화|hinzugefügt|entfernt|verlassen|erstellt\.?$|jetzt k?eine?\S* Admin"
    r"|añad|agreg[óa]|elimin[óa] a"
    r"|cre[óa] (?:este|el)"
    r"|sali(?:ó|ste)|ajouté|quitté|créé|aggiunto|abbandonato|creato|adicionou|saiu$|criou"
    r"|toegevoegd"
    r"|verlaten|aangemaakt|добав|вышел|создал|ekledi|ayrıldı|oluşturdu|menambahkan|keluar$|membuat"
    r"|\b(?:now|no longer) an admin$|管理[员員]$"
    r"|beigetreten|geändert|rejoint|retiré|rimosso|uscit[oa]|removeu|foi adicionad|entrou|fixou"
    r"|fijó|^Fijaste|uni(?:ó|ste)|te (?:eliminó|sacó)|вышли|удалил|ditambahkan|bergabung"
    r"|(?:追加|参加|作成|変更|削除)しました"
    r"|(?:加入|退出|离开|離開|移除|移出|更改|修改|变更|變更|新增|添加|置顶|置頂|罢免|罷免)"
)
_ENCRYPTED = re.compile(
    r"Messages and calls are end-to-end encrypted\.|Messages (?:you send )?to this (?:chat|group)"
    r"[^.]{0,30} secured with end-to-end|消息和通话已进行端到端加密|(?:訊息|消息)[和與及]通話"
    r"[^。]{0,8}端[到對]端加密|Nachrichten und Anrufe sind Ende-zu-Ende|Los mensajes y las llamadas"
    r" están cifrados|Les messages et les appels sont chiffrés|As mensagens e as ligações são"
    r" protegidas|メッセージと通話はエンドツーエンド"
)
_SHORTEST_NOTICE = 40  # characters; what stands for a picture or the like is shorter
_MARKS = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\r"
_MARK = re.compile(f"[{_MARKS}]")
# Texts set apart by NUL: what a message that stands for something begins or ends with, or
# nothing. Each pattern begins with one sign, to which the engine skips.
_ENDS = (re.compile(r">(?=\0)"), re.compile(r"\)(?=[\0\n])"))
_MAP = re.compile(r"//maps\.google\.")
_BEGINS = re.compile(
    r"\0(?:(?=\0)|<|[Yy]ou del|This mess|[此您你这這]|image|photo|video|audio|GIF|sticker|document"
    r"|Contact c"
    r"|Diese N|Du hast d|Se (?:eli|bor)|Elimin|Ce mess|Vous av|Questo m|Hai eli|Mensagem a"
    r"|Ess?t?a mens"
    r"|Você ap|Dit ber|Je hebt|Данное|Это с|Вы уд|Bu mesaj|Pesan ini|Anda te|このメ|메시지|삭제"
    r"|POLL|投票|[Ll]ive[ -](?:loc|St)"
    r"|[Ll]ocation|[Ss]tandort|[Uu]bicac|[Pp]osi[tz]i|[Ll]ocali|[Ll]ocatie|位置"
    r"|Missed|未接)"
)
# what goes on behind the colon: 'A changed the subject to "B: C"', 'A added … to the community: B'
_OPEN_QUOTE = re.compile(r'^[^"]*"[^"]*$|“[^”]*$|「[^」]*$|\b(?:to|in|from) the community$')


def not_plain(texts: Sequence[str]) -> set[int]:
    """Which of the texts may be more than words."""
    together = "\0".join(("", *texts, ""))
    patterns = [*_ENDS, _BEGINS]
    if "//maps.google." in together:
        patterns.append(_MAP)
    if any(mark in together for mark in _MARKS):
        patterns.append(_MARK)
    found, number, before = set[int](), -1, 0
    places = [match.start() for pattern in patterns for match in pattern.finditer(together)]
    for place in sorted(places):
        number += together.count("\0", before, place + 1)
        before = place + 1
        found.add(number)
    return found


def visible(text: str) -> str:
    """The text without the marks of direction that WhatsApp strews in."""
    return text if text.isascii() else _INVISIBLE.sub("", text)


def unedited(text: str) -> str:
    """The text without the note that it was edited."""
    return _EDITED.sub("", text) if text[-1:] == ">" else text


def goes_on(name: str) -> bool:
    """Whether what stands before a colon is the beginning of a system line, not a name."""
    return _OPEN_QUOTE.search(name) is not None and _SYSTEM.search(name) is not None


def may_be_notice(text: str) -> bool:
    """Whether a line that carries no sender reads as the system's."""
    return _SYSTEM.search(visible(text)) is not None


def is_notice(text: str, name: str) -> bool:
    """Whether a text that carries a sender is the system's: iOS marks these invisibly, and most
    tell of whom they carry."""
    if not text.startswith(MARK) or "\n" in text:
        return False
    bare, who = visible(text).strip(), visible(name).strip()
    if _SYSTEM.search(bare) is None and (len(who) < 2 or who not in bare):
        return False
    return kind_of(bare) is Kind.TEXT  # not a file that is called so


def begins_as_notice(text: str, name: str) -> bool:
    """Whether a text without its mark tells of the person whom it carries, as the system does."""
    return text.startswith(f"{name} ") and _SYSTEM.search(text) is not None


def tells_of_code(text: str) -> bool:
    """Whether a text may be what the system says when somebody has a new phone."""
    return _CODE_CHANGED.match(text) is not None


def begins_chat(text: str) -> bool:
    """Whether the first text of an iPhone's record is what WhatsApp itself says of encryption, in
    whatever language: it is marked, and long."""
    bare = visible(text).strip()
    long = len(bare) > _SHORTEST_NOTICE and "\n" not in bare
    return long and text.startswith(MARK) and kind_of(bare) is Kind.TEXT


def is_first_notice(text: str) -> bool:
    """Whether a text is what WhatsApp itself says of encryption where a chat begins."""
    return _ENCRYPTED.match(text) is not None or text.startswith(ENCRYPTED)


def kind_of(text: str) -> Kind:
    if not text:
        return Kind.OTHER
    if said := KINDS.get(text):
        return said
    for pattern, kind in (
        (_DELETED, Kind.RECALL), (_POLL, Kind.SHARE), (_PLACE, Kind.LOCATION), (_CALL, Kind.CALL),
    ):  # fmt: skip
        if pattern.match(text):
            return kind
    without = _WITHOUT.match(text) if len(text) < 300 else None
    if without and without.lastgroup:
        return Kind[without.lastgroup]
    if text.endswith(DOCUMENTS) and "\n" not in text:
        return Kind.FILE
    match = _MEDIA.match(text) or _MEDIA_BEHIND.search(text[-_LONGEST:])
    return _attached(match) if match else Kind.TEXT


def _attached(match: re.Match[str]) -> Kind:
    """The kind of `<attached: a.jpg>`, `<Media omitted>` or `a.jpg (file attached)`."""
    mark = match["mark"]
    named = _NAMED_FILE.match(mark) if mark else None
    file = match["file"] or (named[1] if named else None)
    if file:
        return _ENDINGS.get(file.rsplit(".", 1)[-1].strip().lower(), Kind.FILE)
    without = _WITHOUT.match(mark)
    if without and without.lastgroup:
        return Kind[without.lastgroup]
    return Kind.OTHER if _OMITTED.search(mark) else Kind.TEXT
