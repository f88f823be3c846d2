"""Made-up people of the demo office, in the scripts that real offices meet; all invented."""

from __future__ import annotations

from dataclasses import dataclass

# A hundred letters: some boxes and columns are shorter than a name may be.
HUNDRED = (
    "Wolfeschlegelsteinhausenbergerdorffwelchevoraltern"
    "warengewissenhaftschaferswessenschafewarenwohlgepf"
)


@dataclass(frozen=True)
class Who:
    """A made-up person: names, native name where the script is another, country, sex."""

    family: str
    given: str
    country: str
    sex: str
    middle: str = ""
    native_family: str = ""
    native_given: str = ""
    script: str = ""


# Enough that no two families of the office share anybody.
PEOPLE = (
    Who("Núñez-Żółć", "María", "MX", "female", "Inés"),
    Who("Vymyslov", "Ivan", "KZ", "male", "", "Вымыслов", "Иван", "Cyrl"),
    Who("Paramithis", "Eleni", "GR", "female", "", "Παραμύθης", "Ελένη", "Grek"),
    Who("Al-Khayali", "Muhammad", "JO", "male", "", "الخيالي", "محمد", "Arab"),
    Who("Ben-Dimyon", "Yael", "IL", "female", "", "בן־דמיון", "יעל", "Hebr"),
    Who("Li", "Xiaolong", "CN", "male", "", "李", "小龍", "Hant"),
    Who("Haddad-Ejemplo", "Noor", "LB", "female", "", "حداد", "نور", "Arab"),
    Who("NA", "Minh", "VN", "male"),
    Who("Suharto-Contoh", "", "ID", "male"),
    Who(HUNDRED, "Hubert", "DE", "male"),
    Who("O'Brien-Prueba", "Siobhán", "IE", "female", "Áine"),
    Who("Tanaka", "Sora", "JP", "male", "", "田中", "空", "Jpan"),
    Who("Gwahak", "Ji-woo", "KR", "female", "", "과학", "지우", "Kore"),
    Who("Ficticio Pérez", "José Luis", "GT", "male"),
    Who("Çelik-Örnek", "Ayşe", "TR", "female"),
    Who("Nguyễn Thử", "Linh", "VN", "female", "Thị"),
    Who("Okonkwo-Sample", "Chidinma", "NG", "female", "Adaeze"),
    Who("Ștefănescu-Închipuit", "Ioana", "RO", "female"),
    Who("Kowalczyk-Zmyślony", "Łukasz", "PL", "male"),
    Who("Shevchenko-Vyhadana", "Oksana", "UA", "female", "", "Шевченко-Вигадана", "Оксана", "Cyrl"),
    Who("Kalpanik", "Priya", "IN", "female", "", "काल्पनिक", "प्रिया", "Deva"),
    Who("Silva Inventada", "João", "BR", "male", "Antônio"),
    Who("Abebe-Mesale", "Tigist", "ET", "female"),
    Who("Þórsdóttir", "Guðrún", "IS", "female"),
    Who("Farzi", "Dariush", "IR", "male", "", "فرضی", "داریوش", "Arab"),
    Who("Müller-Beispiel", "Jürgen", "DE", "male"),
    Who("Baptiste-Fiktif", "Marie-Ange", "HT", "female", "Rose"),
    Who("Ramos Imaginaria", "Lucía", "SV", "female", "Belén"),
    Who("Novák-Vymyšlený", "Jiří", "CZ", "male"),
    Who("Wang", "Mei", "CN", "female", "", "王", "梅", "Hans"),
    Who("Karimov-Uydirma", "Bekzod", "UZ", "male"),
    Who("García Supuesta", "Paola", "CO", "female", "Andrea"),
    Who("Delgado Supuesto", "Andrés", "EC", "male", "Tomás"),
    Who("Petrova-Vymysel", "Anna", "RU", "female", "", "Петрова-Вымысел", "Анна", "Cyrl"),
    Who("Al-Mithali", "Layla", "SY", "female", "", "المثالي", "ليلى", "Arab"),
    Who("Chan", "Wing-yan", "HK", "female", "", "陳", "詠欣", "Hant"),
    Who("Cohen-Bidayon", "Eitan", "IL", "male", "", "כהן־בדיון", "איתן", "Hebr"),
    Who("Suzuki", "Haruka", "JP", "female", "", "鈴木", "遥", "Jpan"),
    Who("Park", "Min-jun", "KR", "male", "", "박", "민준", "Kore"),
    Who("Mensah-Pretend", "Kwame", "GH", "male", "Kofi"),
    Who("Dlamini-Sampula", "Thandiwe", "ZA", "female"),
    Who("Ferreira Fictícia", "Beatriz", "BR", "female", "Helena"),
    Who("Rossi-Finto", "Giulia", "IT", "female"),
    Who("Dupont-Fictif", "Étienne", "FR", "male"),
    Who("Hansen-Opdigtet", "Søren", "DK", "male"),
    Who("Virtanen-Keksitty", "Aino", "FI", "female"),
    Who("Horváth-Kitalált", "Zsófia", "HU", "female"),
    Who("Popescu-Fictiv", "Andrei", "RO", "male"),
    Who("Ivanov-Izmislen", "Stoyan", "BG", "male", "", "Иванов-Измислен", "Стоян", "Cyrl"),
    Who("Papadopoulos-Plastos", "Nikos", "GR", "male", "", "Παπαδόπουλος-Πλαστός", "Νίκος", "Grek"),
    Who("Yilmaz-Uydurma", "Emre", "TR", "male"),
    Who("Hosseini-Khiali", "Shirin", "IR", "female", "", "حسینی خیالی", "شیرین", "Arab"),
    Who("Khan-Farzi", "Imran", "PK", "male", "", "خان فرضی", "عمران", "Arab"),
    Who("Rahman-Kalponik", "Nusrat", "BD", "female"),
    Who("Sharma-Udaharan", "Rohan", "IN", "male", "", "शर्मा-उदाहरण", "रोहन", "Deva"),
    Who("Perera-Kalpita", "Dilini", "LK", "female"),
    Who("Gurung-Namuna", "Bishnu", "NP", "male"),
    Who("Zhang", "Wei", "CN", "male", "", "张", "伟", "Hans"),
    Who("Lin", "Yi-chen", "TW", "female", "", "林", "怡辰", "Hant"),
    Who("Trần Giả", "Quang", "VN", "male", "Minh"),
    Who("Somchai-Tuayang", "Anong", "TH", "female"),
    Who("Santos-Halimbawa", "Maricel", "PH", "female", "Grace"),
    Who("Wijaya-Contoh", "Dewi", "ID", "female"),
    Who("Tupou-Fakatata", "Sione", "TO", "male"),
    Who("Hernández Ejemplar", "Rosa", "MX", "female", "Elena"),
    Who("López Inventado", "Mateo", "HN", "male"),
    Who("Castillo Fingida", "Valeria", "NI", "female"),
    Who("Quispe Imaginario", "Wilmer", "PE", "male"),
    Who("Rojas Ficticia", "Camila", "CL", "female"),
    Who("Benítez Supuesto", "Ramiro", "PY", "male"),
    Who("Joseph-Imajine", "Wideline", "HT", "female"),
    Who("Campbell-Pretend", "Delroy", "JM", "male"),
    Who("Diallo-Exemple", "Fatoumata", "GN", "female"),
    Who("Traoré-Fictif", "Moussa", "ML", "male"),
    Who("Bekele-Mesale", "Dawit", "ET", "male"),
    Who("Mwangi-Mfano", "Wanjiru", "KE", "female"),
    Who("Banda-Sample", "Chimwemwe", "MW", "male"),
    Who("Haile", "", "ER", "female"),
    Who("Noorzai", "", "AF", "male"),
    Who("Thein", "", "MM", "female"),
    Who("Mohamed-Tusaale", "Hodan", "SO", "female"),
    Who("El-Amrani", "Youssef", "MA", "male", "", "العمراني", "يوسف", "Arab"),
    Who("Mansour-Khayal", "Mona", "EG", "female", "", "منصور خيال", "منى", "Arab"),
    Who("Abdullayev-Namunali", "Otabek", "UZ", "male"),
    Who("Kazbekova-Oidan", "Aigerim", "KZ", "female", "", "Қазбекова-Ойдан", "Айгерім", "Cyrl"),
    Who("Gelashvili-Nimushi", "Nino", "GE", "female"),
    Who("Petrosyan-Orinak", "Aram", "AM", "male"),
    Who("Melnyk-Vyhadanyi", "Taras", "UA", "male", "", "Мельник-Вигаданий", "Тарас", "Cyrl"),
    Who("Lukashenka-Prydumany", "Alena", "BY", "female"),
    Who("Kalniņš-Izdomāts", "Jānis", "LV", "male"),
    Who("Müllerová-Vymyšlená", "Kateřina", "CZ", "female"),
)
CITIES = (
    ("Exampleton", "NY", "10003"),
    ("Pretend Falls", "NJ", "07003"),
    ("Sampleville", "CT", "06003"),
    ("Invented Harbor", "MA", "02003"),
)
STREETS = ("Pretend Avenue", "Sample Road", "Fiction Street", "Make-Believe Lane", "Harbor Way")
JOBS = (
    ("Made-Up Bakery", "Baker"),
    ("Invented Nursing Home", "Nurse's aide"),
    ("Pretend Logistics", "Driver"),
    ("Imaginary State University", "Student"),
    ("Sample Carpentry", "Carpenter"),
)
