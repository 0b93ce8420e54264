"""The wordings of WhatsApp's system lines in other languages, as `system_rules` has its own.

Names stand at the places of `{who}` and `{by}`; a word for “you” is caught as `you_who` or
`you_by`, as many of them are names elsewhere.
"""

from __future__ import annotations

_DE_LINK = r"(?:über|mit|mithilfe|per|durch)\b.{0,30}Einladungslink"

ABROAD: tuple[tuple[str, str, str], ...] = (
    # German
    ("join", "", r"{by} hat (?P<you_who>dich) hinzugefügt"),
    ("join", "", r"{by} hat {who} hinzugefügt"),
    ("join", "", r"(?P<you_by>Du) hast (?P<who>.{1,200}?) hinzugefügt"),
    ("join", "", r"(?P<you_who>Du) wurdest hinzugefügt"),
    ("join", "", r"{who} wurden? hinzugefügt"),
    ("join", "", rf"{{who}} (?:ist|hat) (?:der|dieser|die) Gruppe {_DE_LINK}.{{0,20}}"),
    ("leave", "", r"{by} hat (?P<you_who>dich) entfernt"),
    ("leave", "", r"{by} hat {who} entfernt"),
    ("leave", "", r"(?P<you_by>Du) hast (?P<who>.{1,200}?) entfernt"),
    ("leave", "", r"{who} hat die Gruppe verlassen"),
    ("role", "admin", r"(?P<you_who>Du) bist jetzt (?:ein )?(?:Gruppen)?-?[Aa]dmin"),
    # Spanish
    ("join", "", r"{by} (?P<you_who>te) (?:añadió|agregó)"),
    ("join", "", r"{by} (?:añadió|agregó) a {who}"),
    ("join", "", r"(?P<you_by>)(?:Añadiste|Agregaste) a (?P<who>.{1,200})"),
    ("join", "", r"{who} se unió (?:usando|con|mediante) el enlace de invitación.{0,20}"),
    ("leave", "", r"{by} (?:eliminó|sacó) a {who}"),
    ("leave", "", r"(?P<you_by>)(?:Eliminaste|Sacaste) a (?P<who>.{1,200})"),
    ("leave", "", r"{who} (?:salió|ha salido|abandonó)(?: del grupo| el grupo)?"),
    ("role", "admin", r"(?P<you_who>Ahora) eres administrador[ a]*"),
    # French
    ("join", "", r"{by} (?P<you_who>vous) a ajoutée?"),
    ("join", "", r"{by} a ajouté {who}"),
    ("join", "", r"(?P<you_by>Vous) avez ajouté (?P<who>.{1,200})"),
    ("join", "", r"{who} a rejoint le groupe.{0,60}"),
    ("leave", "", r"{by} a (?:retiré|supprimé) {who}"),
    ("leave", "", r"(?P<you_by>Vous) avez (?:retiré|supprimé) (?P<who>.{1,200})"),
    ("leave", "", r"{who} (?:a quitté(?: le groupe)?|est partie?)"),
    # Italian
    ("join", "", r"{by} (?P<you_who>ti) ha aggiunto"),
    ("join", "", r"{by} ha aggiunto {who}"),
    ("join", "", r"(?P<you_by>)Hai aggiunto (?P<who>.{1,200})"),
    ("join", "", r"{who} (?:si è unit[oa]|è entrat[oa]).{0,60}link.{0,30}"),
    ("leave", "", r"{by} ha rimosso {who}"),
    ("leave", "", r"(?P<you_by>)Hai rimosso (?P<who>.{1,200})"),
    ("leave", "", r"{who} (?:ha abbandonato|è uscit[oa])(?: (?:il|dal) gruppo)?"),
    # Portuguese
    ("join", "", r"{by} adicionou (?P<you_who>você)"),
    ("join", "", r"(?P<you_by>Você) adicionou (?P<who>.{1,200})"),
    ("join", "", r"{by} adicionou {who}"),
    ("join", "", r"{who} (?:entrou|juntou-se).{0,20} (?:usando|com|através).{0,10} link.{0,30}"),
    ("leave", "", r"(?P<you_by>Você) removeu (?P<who>.{1,200})"),
    ("leave", "", r"{by} removeu {who}"),
    ("leave", "", r"{who} saiu(?: do grupo)?"),
    # Dutch
    ("join", "", r"{by} heeft (?P<you_who>je|jou) toegevoegd"),
    ("join", "", r"{by} heeft {who} toegevoegd"),
    ("join", "", r"(?P<you_by>Je) hebt (?P<who>.{1,200}?) toegevoegd"),
    ("join", "", r"{who} is lid geworden via.{0,60}"),
    ("leave", "", r"{by} heeft {who} verwijderd"),
    ("leave", "", r"{who} heeft de groep verlaten"),
    # Russian
    ("join", "", r"{by} добавил(?:\(-?а\)|а)? (?P<you_who>вас)"),
    ("join", "", r"(?P<you_by>Вы) добавили (?P<who>.{1,200})"),
    ("join", "", r"{by} добавил(?:\(-?а\)|а)? {who}"),
    ("join", "", r"{who} (?:присоединил|вступил)\S*.{0,40}ссылк.{0,20}"),
    ("leave", "", r"{by} удалил(?:\(-?а\)|а)? {who}"),
    ("leave", "", r"{who} вы(?:шел(?:\(-?л?а\))?|шла)(?: из группы)?"),
    ("leave", "", r"{who} покинул(?:\(-?а\)|а)?(?: группу)?"),
    # Turkish
    ("join", "", r"{by} (?P<you_who>sizi) ekledi"),
    ("join", "", r"{by}, {who} kişisini ekledi"),
    ("join", "", r"{who}.{0,40} davet bağlantısını kullanarak katıldı"),
    ("leave", "", r"{by}, {who} kişisini çıkardı"),
    ("leave", "", r"{who} (?:gruptan )?ayrıldı"),
    # Indonesian and Malay
    ("join", "", r"{by} (?:telah )?menambahkan (?P<you_who>Anda)"),
    ("join", "", r"{by} (?:telah )?menambahkan {who}"),
    ("join", "", r"{who} (?:telah )?bergabung.{0,20} tautan undangan.{0,20}"),
    ("leave", "", r"{by} (?:telah )?mengeluarkan {who}"),
    ("leave", "", r"{who} (?:telah )?keluar"),
    # Thai, of LINE
    ("join", "", r"{by} (?:ได้)?เพิ่ม {who} เข้า(?:ร่วม)?กลุ่ม(?:แล้ว)?"),
    ("invite", "", r"{by} (?:ได้)?เชิญ {who} เข้า(?:ร่วม)?กลุ่ม(?:แล้ว)?"),
    ("join", "", r"{who}\s*(?:ได้)?เข้าร่วมกลุ่ม(?:แล้ว)?"),
    ("leave", "", r"{by} (?:ได้)?ลบ {who} ออกจากกลุ่ม(?:แล้ว)?"),
    ("leave", "", r"{who}\s*(?:ได้)?ออกจากกลุ่ม(?:แล้ว)?"),
    # Korean, also of LINE
    ("join", "", r"{by}님이 {who}님을 (?:그룹에 )?추가(?:했습니다|하였습니다)"),
    ("invite", "", r"{by}님이 {who}님을 (?:그룹에 )?초대(?:했습니다|하였습니다)"),
    ("join", "", r"{who}님이 (?:그룹에 )?(?:들어왔습니다|참여했습니다|가입했습니다)"),
    ("leave", "", r"{by}님이 {who}님을 (?:내보냈습니다|삭제했습니다|강퇴했습니다)"),
    ("leave", "", r"{who}님이 (?:그룹(?:을|에서) )?나갔습니다"),
)  # fmt: skip

# of which each of them holds one: most lines are told from them by this
HINTS = (
    "hinzugefügt", "entfernt", "verlassen", "Einladungslink", "bist jetzt", "ñad", "gregó",
    "gregaste", "enlace de", "limin", "acó a", "acaste", "sali", "abandon", "abbandon",
    "eres admin", "ajout", "rejoint", "retir", "supprim", "quitté", "est parti", "aggiunto",
    "unito", "unita", "entrat", "rimosso", "uscit", "adicionou", "entrou", "juntou", "removeu",
    "saiu", "toegevoegd", "lid geworden", "verwijderd", "groep verlaten", "добав", "ссылк",
    "удалил", "вышел", "вышла", "покинул", "ekledi", "katıldı", "çıkardı", "ayrıldı",
    "menambahkan", "bergabung", "mengeluarkan", "keluar", "กลุ่ม", "님이",
)  # fmt: skip
