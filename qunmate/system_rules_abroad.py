"""The wordings of WhatsApp's and LINE's system lines in other languages, as `system_rules` has
its own.

Names stand at the places of `{who}` and `{by}`, of which those in ME are “you”; where the verb
alone says “you”, or a word for it that is a name elsewhere, it is caught as `you_who` or `you_by`.
"""

from __future__ import annotations

ME = frozenset({"dich", "vous", "você", "jou", "вы", "вас", "anda"})
_DE_LINK = r"(?:über|mit|mithilfe|per|durch)\b.{0,30}(?:Einladungs|Gruppen)link"
_DE_THING = (
    r"(?:das|die|den|diese[nrs]?|eine[nrs]?|\d+) (?:Gruppe|Nachricht|Community|Umfrage|Bild|Foto)"
)
_FR_THING = (
    r"(?:la|le|les|l['’]|une?|cette|ce|\d+) ?"
    r"(?:description|icône|photo|image|message|sondage|groupe)"
)

ABROAD: tuple[tuple[str, str], ...] = (
    # German
    ("", rf".* ha(?:t|st) {_DE_THING}.* (?:hinzugefügt|entfernt)"),
    ("join", r"(?P<you_by>Du) hast (?P<who>.{1,200}?) hinzugefügt"),
    ("join", r"{by} hat {who} hinzugefügt"),
    ("join", r"(?P<you_who>Du) wurdest hinzugefügt"),
    ("join", r"{who} wurden? hinzugefügt"),
    ("join", rf"(?P<you_who>Du) (?:bist|hast) (?:(?:der|dieser|die) Gruppe )?{_DE_LINK}.{{0,20}}"),
    ("join", rf"{{who}} (?:ist|hat) (?:(?:der|dieser|die) Gruppe )?{_DE_LINK}.{{0,20}}"),
    ("leave", r"(?P<you_who>Du) hast die Gruppe verlassen"),
    ("leave", r"{who} hat die Gruppe verlassen"),
    ("leave", r"(?P<you_by>Du) hast (?P<who>.{1,200}?) entfernt"),
    ("leave", r"{by} hat {who} entfernt"),
    ("leave", r"{who} wurden? entfernt"),
    ("rename", r"(?P<who>\+?\d[\d ()-]{5,20}) hat zu (?P<new>\+?\d[\d ()-]{5,20}) gewechselt"),
    ("role admin", r"(?P<you_who>Du) bist jetzt (?:ein(?:\*?e)? )?(?:Gruppen)?-?[Aa]dmin"),
    # Spanish
    ("join", r"{by} (?P<you_who>te) (?:añadió|agregó)"),
    ("join", r"(?P<you_who>Se te) (?:añadió|agregó).{0,20}"),
    ("join", r"Se (?:añadió|agregó) a (?P<who>.{1,200})"),
    ("join", r"{by} (?:añadió|agregó) a {who}"),
    ("join", r"(?P<you_by>)(?:Añadiste|Agregaste) a (?P<who>.{1,200})"),
    ("join", r"(?P<you_who>Te uniste) (?:usando|con|mediante) el enlace.{0,60}"),
    ("join", r"{who} se unió (?:usando|con|mediante) el enlace.{0,60}"),
    ("leave", r"{by} (?P<you_who>te) (?:eliminó|sacó)"),
    ("leave", r"{by} (?:eliminó|sacó) a {who}"),
    ("leave", r"(?P<you_by>)(?:Eliminaste|Sacaste) a (?P<who>.{1,200})"),
    ("leave", r"(?P<you_who>Saliste)(?: del grupo)?"),
    ("leave", r"{who} (?:salió|ha salido|abandonó)(?: del grupo| el grupo)?"),
    ("role admin", r"(?P<you_who>Ahora) eres administrador[ a]*"),
    ("pin", r"(?P<you_by>Fijaste) un mensaje"),
    ("pin", r"{by} fijó un mensaje"),
    # French
    ("", rf".* (?:a|avez) (?:ajouté|retiré|supprimé) {_FR_THING}.*"),
    ("join", r"{by} (?P<you_who>vous) a ajoutée?"),
    ("join", r"{who} (?:a|avez) été ajoutée?.{0,3}"),
    ("join", r"{by} (?:a|avez) ajouté {who}"),
    ("join", r"{who} (?:a|avez) rejoint (?:le groupe|via).{0,60}"),
    ("leave", r"{by} (?P<you_who>vous) a (?:retiré|supprimé)e?"),
    ("leave", r"{by} (?:a|avez) (?:retiré|supprimé) {who}"),
    ("leave", r"{who} (?:(?:a|avez) quitté(?: le groupe)?|est partie?)"),
    # Italian
    ("join", r"{by} (?P<you_who>ti) ha aggiunto"),
    ("join", r"{by} ha aggiunto {who}"),
    ("join", r"(?P<you_by>)Hai aggiunto (?P<who>.{1,200})"),
    ("join", r"(?P<you_who>Ti sei) unit[oa].{0,60}link.{0,30}"),
    ("join", r"{who} (?:si è unit[oa]|è entrat[oa]).{0,60}link.{0,30}"),
    ("leave", r"{by} (?P<you_who>ti) ha rimosso"),
    ("leave", r"{by} ha rimosso {who}"),
    ("leave", r"(?P<you_by>)Hai rimosso (?P<who>.{1,200})"),
    ("leave", r"(?P<you_who>Hai) abbandonato(?: il gruppo)?"),
    ("leave", r"{who} (?:ha abbandonato|è uscit[oa])(?: (?:il|dal) gruppo)?"),
    # Portuguese
    ("join", r"{who} foi adicionad[oa].{0,3}"),
    ("join", r"{by} adicionou {who}"),
    ("join", r"{who} (?:entrou|juntou-se).{0,20} (?:usando|com|através).{0,10} link.{0,30}"),
    ("leave", r"{by} removeu {who}"),
    ("leave", r"{who} saiu(?: do grupo)?"),
    ("pin", r"{by} fixou uma mensagem"),
    # Dutch
    ("join", r"{by} heeft (?P<you_who>je) toegevoegd"),
    ("join", r"{by} heeft {who} toegevoegd"),
    ("join", r"(?P<you_by>Je) hebt (?P<who>.{1,200}?) toegevoegd"),
    ("join", r"{who} is lid geworden via.{0,60}"),
    ("leave", r"{by} heeft {who} verwijderd"),
    ("leave", r"(?P<you_who>Je) hebt de groep verlaten"),
    ("leave", r"{who} heeft de groep verlaten"),
    # Russian
    ("join", r"{by} добавил(?:\(-?а\)|а|и)? {who}"),
    ("join", r"{who} (?:присоединил|вступил)\S*.{0,40}ссылк.{0,20}"),
    ("leave", r"{by} удалил(?:\(-?а\)|а|и)? {who}"),
    ("leave", r"{who} вы(?:шел(?:\(-?л?а\))?|шла|шли)(?: из группы)?"),
    ("leave", r"{who} покинул(?:\(-?а\)|а|и)?(?: группу)?"),
    # Turkish
    ("join", r"{by} (?P<you_who>sizi) ekledi"),
    ("join", r"{by}, {who} kişisini ekledi"),
    ("join", r"{who}.{0,40} davet bağlantısını kullanarak katıldı"),
    ("leave", r"{by}, {who} kişisini çıkardı"),
    ("leave", r"{who} (?:gruptan )?ayrıldı"),
    # Indonesian and Malay
    ("join", r"{who} (?:telah )?ditambahkan"),
    ("join", r"{by} (?:telah )?menambahkan {who}"),
    ("join", r"{who} (?:telah )?bergabung.{0,20} tautan undangan.{0,20}"),
    ("leave", r"{by} (?:telah )?mengeluarkan {who}"),
    ("leave", r"{who} (?:telah )?keluar"),
    # Arabic
    ("", r".*(?:أضاف|أضفت|أضافت|أزال|أزلت|أزالت) (?:هذه|هذا|المجموعة|مجموعة|رسالة|صورة).*"),
    ("join", r"(?P<you_by>)لقد أضفت (?P<who>.{1,200})"),
    ("join", r"{by} أضافت? {who}"),
    ("join", r"(?P<you_who>)لقد انضممت باستخدام رابط.{0,40}"),
    ("join", r"انضمت? (?P<who>.{1,200}?) باستخدام رابط.{0,40}"),
    ("leave", r"(?P<you_by>)لقد أزلت (?P<who>.{1,200})"),
    ("leave", r"{by} أزالت? {who}"),
    ("leave", r"(?P<you_who>)لقد غادرت(?: المجموعة)?"),
    ("leave", r"{who} غادرت? المجموعة"),
    # Hebrew
    ("", r".*(?:הוסיף|הסיר)(?:/ה|ה)? את (?:הקבוצה|קבוצה|ההודעה|התמונה|תמונת|תיאור).*"),
    ("join", r"{by} (?:הוסיף|צירף)(?:/ה|ה)? (?P<you_who>אותך)"),
    ("join", r"(?P<you_by>)(?:הוספת|צירפת) את (?P<who>.{1,200})"),
    ("join", r"{by} (?:הוסיף|הוסיפ|צירף|צירפ)(?:/ה|ה)? את {who}"),
    ("join", r"(?P<you_who>)הצטרפת .{0,60}"),
    ("join", r"{who} הצטר[פף](?:/ה|ה)? .{0,60}"),
    ("leave", r"(?P<you_by>)הסרת את (?P<who>.{1,200})"),
    ("leave", r"{by} הסיר(?:/ה|ה)? את {who}"),
    ("leave", r"{who} (?:עזב|יצא)(?:/ה|ה)?(?: את הקבוצה| מהקבוצה)?"),
    # Thai, of LINE
    ("join", r"{by} (?:ได้)?เพิ่ม {who} เข้า(?:ร่วม)?กลุ่ม(?:แล้ว)?"),
    ("invite", r"{by} (?:ได้)?เชิญ {who} เข้า(?:ร่วม)?กลุ่ม(?:แล้ว)?"),
    ("join", r"{who}\s*(?:ได้)?เข้าร่วมกลุ่ม(?:แล้ว)?"),
    ("leave", r"{by} (?:ได้)?ลบ {who} ออกจากกลุ่ม(?:แล้ว)?"),
    ("leave", r"{who}\s*(?:ได้)?ออกจากกลุ่ม(?:แล้ว)?"),
    # Korean, also of LINE
    ("join", r"{by}님이 {who}님을 (?:그룹에 )?추가(?:했습니다|하였습니다)"),
    ("invite", r"{by}님이 {who}님을 (?:그룹에 )?초대(?:했습니다|하였습니다)"),
    ("join", r"{who}님이 (?:그룹에 )?(?:들어왔습니다|참여했습니다|가입했습니다)"),
    ("leave", r"{by}님이 {who}님을 (?:내보냈습니다|삭제했습니다|강퇴했습니다)"),
    ("leave", r"{who}님이 (?:그룹(?:을|에서) )?나갔습니다"),
)

# of which each of them holds one: most lines are told from them by this
HINTS = (
    "hinzugefügt", "entfernt", "gewechselt", "verlassen", "Einladungslink", "Gruppenlink",
    "bist jetzt", "ist jetzt", "ñad", "gregó", "gregaste", "enlace", "limin", "acó", "acaste",
    "sali", "Sali", "abandon", "abbandon", "eres admin", "fij", "Fij", "ajout", "rejoint", "retir",
    "supprim", "quitté", "est parti", "aggiunto", "unito", "unita", "entrat", "rimosso",
    "uscit", "adicion", "entrou", "juntou", "removeu", "saiu", "fixou", "toegevoegd",
    "lid geworden", "verwijderd", "groep verlaten", "добав", "ссылк", "удалил", "выш",
    "покинул", "ekledi", "katıldı", "çıkardı", "ayrıldı", "ambahkan", "bergabung",
    "mengeluarkan", "keluar", "กลุ่ม", "님이", "أضاف", "أضفت", "أزال", "أزلت", "انضم", "غادر",
    "הוסיף", "הוסיפ", "הוספת", "צירף", "צירפ", "הצטר", "הסיר", "הסרת", "עזב", "יצא",
)  # fmt: skip
