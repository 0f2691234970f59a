"""What is a clear description of a ticket, and what says nothing (G)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulebook.descriptions import clear

USELESS = (
    "",
    "   \n\t ",
    "\u200b\u200b",
    ".",
    "???",
    "-----",
    "x",
    "it does not work",
    "It doesn't work!!!",
    "asdf asdf",
    "asdfasdf asdf asdfasdf asdf",
    "aaaa bbbb cccc dddd eeee ffff",
    "hahaha hihihi hohoho huhuhu hehehe",
    "123 456 789 1011 1213 1415",
    "test test test",
    "Testing, testing, todo",
    "tbd",
    "N/A n/a N/A",
    "see above",
    "see chat below please",
    "Bug! Error! Problem! Issue!",
    "please fix asap, URGENT URGENT URGENT",
    "Steps: … Expected: … Actual: …",
    "Steps:\nExpected:\nActual:\n",
    "Steps: n/a\nExpected: it works\nActual: it does not work",
    "#4711",
    "https://example.com/",
    "customer call",
    "👍👍👍 🙏",
    "export export export export export export",
    "geht nicht",
    "ne marche pas",
    "no va",
    "не работает",
    "不行",
    "動かない",
    "لا يعمل",
)
CLEAR = (
    "Steps: open exports, choose May, press Download. Expected: a file. Actual: an empty page.",
    "The webhook for order.created times out after ten seconds since the deploy of Monday.",
    "SSO login loops between Okta and our sign-in page in Firefox, Chrome is fine.",
    "Invoices of May show the wrong currency: euros where the contract says pounds.",
    "CSV import drops every row whose name contains a semicolon",
    "500 from /v2/orders when page_size exceeds 1000, with smaller pages it answers.",
    "SMTP relay rejects mails from eu-west-1 with 550 5.7.1 since 14:00 UTC",
    "AFTER RENAMING A PROJECT ITS DASHBOARDS VANISH",
    "Schritte: Export öffnen, Mai wählen. Erwartet: eine Datei. Tatsächlich: leere Seite.",
    "Der Export bricht nach zwei Minuten ab, seit dem Update am Montag.",
    "Étapes : ouvrir l'export, choisir mai. Attendu : un fichier. Obtenu : une page vide.",
    "Pasos: abrir la exportación, elegir mayo. Esperado: un archivo. Resultado: página vacía.",
    "Passaggi: aprire esportazione, scegliere maggio. Atteso: un file. Effettivo: pagina vuota.",
    "Passos: abrir a exportação, escolher maio. Esperado: um arquivo. Obtido: página vazia.",
    "Stappen: open de export, kies mei. Verwacht: een bestand. Werkelijk: een lege pagina.",
    "Kroki: otworzyć eksport, wybrać maj. Oczekiwane: plik. Otrzymane: pusta strona.",
    "Шаги: открыть экспорт, выбрать май. Ожидалось: файл. Фактически: пустая страница.",
    "Βήματα: άνοιγμα εξαγωγής, επιλογή Μαΐου. Αναμενόμενο: αρχείο. Πραγματικό: κενή σελίδα.",
    "Adımlar: dışa aktarmayı aç, mayısı seç. Beklenen: dosya. Gerçek: boş sayfa.",  # noqa: RUF001 (their own letters)
    "Bước: mở trang xuất, chọn tháng năm. Mong đợi: tệp. Thực tế: trang trống.",
    "手順：エクスポートを開き、五月を選ぶ。期待：ファイル。実際：空白のページ。",  # noqa: RUF001 (their own letters)
    "步骤：打开导出页面，选择五月。预期：得到文件。实际：页面空白。",  # noqa: RUF001 (their own letters)
    "단계: 내보내기를 열고 오월을 선택합니다. 예상: 파일. 실제: 빈 페이지.",
    "ขั้นตอน: เปิดหน้าส่งออก เลือกเดือนพฤษภาคม ผลที่คาด: ไฟล์ ผลจริง: หน้าว่าง",
    "الخطوات: فتح التصدير واختيار مايو. المتوقع: ملف. الفعلي: صفحة فارغة.",
    "שלבים: פתחו את הייצוא ובחרו מאי. צפוי: קובץ. בפועל: דף ריק.",
    "चरण: निर्यात खोलें, मई चुनें। अपेक्षित: फ़ाइल। वास्तविक: खाली पृष्ठ।",
)


@pytest.mark.parametrize("text", USELESS)
def test_what_says_nothing_is_not_clear(text: str) -> None:
    assert not clear(text)


@pytest.mark.parametrize("text", CLEAR)
def test_what_says_something_is_clear_in_any_language(text: str) -> None:
    assert clear(text)


@given(st.text(max_size=300))
def test_nothing_that_is_said_twice_becomes_clear_by_it(text: str) -> None:
    assert clear(f"{text}\n{text}") is clear(text)


@given(st.text(max_size=300), st.sampled_from(CLEAR))
def test_what_is_clear_stays_so_whatever_is_added(text: str, said: str) -> None:
    assert clear(f"{said} {text}")
