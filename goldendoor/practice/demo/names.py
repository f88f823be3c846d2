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
