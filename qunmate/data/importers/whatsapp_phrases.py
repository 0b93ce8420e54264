"""What WhatsApp's phones write for what is no text, where no pattern of `whatsapp_words` tells it
or the invisible mark in front of it got lost: whole texts, by what they stand for."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter

from qunmate.model import Kind

_SAID = {
    Kind.IMAGE: "لم يتم إدراج الصورة|obrázek vynechán|फ़ोटो हटाई गई|ไม่มีรูปภาพ|зображення відсутнє"
    "|đã bỏ qua hình ảnh|Bild weggelassen|imagen omitida|imagem não revelada|immagine omessa"
    "|image absente|gambar tidak disertakan|изображение отсутствует|画像は含まれていません",
    Kind.VIDEO: "لم يتم إدراج الفيديوهات|video vynecháno|वीडियो छोड़ा गया|ビデオは含まれていません"
    "|วิดีโอถูกลบ|відео відсутнє|đã bỏ video|Video weggelassen|Video omitido|vídeo não revelado"
    "|vidéo absente|видео отсутствует",
    Kind.VOICE: "لم يتم إدراج المقاطع الصوتية|zvukový soubor vynechán|ऑडियो हटाई गयी"
    "|ficheiro de áudio não revelado|аудиофайл отсутствует|ไม่มีไฟล์เสียง|аудіо відсутнє"
    "|bỏ qua tệp âm thanh|Audio weggelassen|音声は含まれていません",
    Kind.CONTACT: "لم يتم إدراج بطاقة جهة اتصال|Kontaktkarte ausgelassen|Vizitka vynechána"
    "|कॉन्टैक्ट कार्ड छोड़ा गया|Kartu kontak tidak disertakan|Scheda contatto omessa"
    "|連絡先カードを省略|Contacto não revelado|Карточка контакта отсутствует|บัตรรายชื่อที่ละเว้น"
    "|Картка контакту відсутня|Bỏ qua thẻ liên lạc|Tarjeta de contacto omitida"
    "|Fiche contact manquante",
    Kind.EMOJI: "تم حذف الملصقات|لم يتم إدراج صورة GIF|nálepka vynechána|GIF vynechán|GIF retiré"
    "|स्टिकर छोड़ा गया|GIF छोड़ा गया|stiker tidak disertakan|GIF esclusa|стикер не добавлен"
    "|ไม่มีสติกเกอร์|ละเว้น GIF|Наклейку не додано|GIF-анімацію пропущено|đã bỏ sticker"
    "|Đã bỏ qua ảnh GIF|Sticker weggelassen|スタンプは含まれていません",
    Kind.RECALL: "لقد حذَفت هذه الرسالة.|أنت حذفت هذه الرسالة.|تم حذف هذه الرسالة."
    "|Tuto zprávu jste smazal/a.|Tato zpráva byla smazána.|आपने यह मैसेज डिलीट किया."
    "|यह मैसेज डिलीट कर दिया गया है.|Anda menghapus pesan ini.|Pesan ini dihapus."
    "|このメッセージを削除しました。|Apagou esta mensagem.|คุณได้ลบข้อความนี้|ข้อความนี้ถูกลบแล้ว"
    "|Ви видалили це повідомлення.|Це повідомлення було видалено.|Bạn đã xoá tin nhắn này."
    "|Tin nhắn này đã bị xóa.",
    Kind.CALL: "Пропущенный аудиозвонок|Пропущенный видеозвонок",
}
KINDS = {text: kind for kind, texts in _SAID.items() for text in texts.split("|")}
# behind the name of a document
DOCUMENTS = (
    " لم يتم إدراج المستند", " dokument vynechán", " डॉक्यूमेंट छोड़ा गया",
    " ドキュメントは含まれていません", " ละเว้นเอกสาร", " документ пропущено", " đã bỏ qua tài liệu",
)  # fmt: skip
# how a line ends that stands for a document in any language, or for what is said above
_LAST = 4
_ENDS = frozenset(
    phrase[-_LAST:]
    for phrase in (
        *KINDS, *DOCUMENTS, "omitted", "weggelassen", "omitido", "manquant", "omesso",
        "não incluído", "não revelado", "disertakan", "отсутствует", "weggelaten", "dahil edilmedi",
        "文件已省略", "文档已省略", "文件已忽略", "文档已忽略", "文稿已忽略", "檔案已省略",
        "檔案已忽略", "檔案已略去", "文件已略去", "문서 생략됨",
    )
)  # fmt: skip
# what WhatsApp itself says of encryption where a chat begins
ENCRYPTED = (
    "الرسائل والمكالمات مشفرة", "Zprávy a hovory jsou opatřeny", "मैसेजेस और कॉल्स एंड-टू-एंड",
    "Pesan dan panggilan terenkripsi", "I messaggi e le chiamate sono crittografati",
    "As mensagens e chamadas são encriptadas", "As mensagens e as chamadas são protegidas",
    "Сообщения и звонки защищены", "ข้อความและการโทรได้รับการเข้ารหัส",
    "Повідомлення й дзвінки захищено", "Tin nhắn và cuộc gọi được mã hóa",
    "Wiadomości i połączenia są w pełni zaszyfrowane", "Mesajlar ve aramalar uçtan uca",
    "Berichten en gesprekken worden end-to-end", "메시지 및 전화는 종단간 암호화",
    "Viestit ja puhelut ovat", "Meddelanden och samtal är", "Beskeder og opkald er",
    "Meldinger og samtaler er", "Mesajele și apelurile", "Τα μηνύματα και οι κλήσεις",
    "ההודעות והשיחות מוצפנות", "Správy a hovory", "Mesej dan panggilan",
)  # fmt: skip


def standing_for(texts: Sequence[str]) -> set[int]:
    """Which of the texts may be such, or name a document, by how they end."""
    ends = itemgetter(slice(-_LAST, None))
    if _ENDS.isdisjoint(map(ends, texts)):
        return set()
    return {number for number, end in enumerate(map(ends, texts)) if end in _ENDS}
