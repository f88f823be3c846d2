"""Finding fonts, and setting them up."""

import pytest

from goldendoor.pdf import font_setup, fonts


def fake_packages(folder) -> None:
    for package, (family, weight) in font_setup.PACKAGES.items():
        numbered = {"Regular": "400Regular", "Medium": "500Medium"}[weight]
        root = folder / "@expo-google-fonts" / package
        (root / numbered).mkdir(parents=True)
        (root / numbered / f"{family}_{numbered}.ttf").write_bytes(family.encode())
        (root / "LICENSE_FONT").write_text("OFL")


def test_set_up_copies_each_font_with_its_licence(tmp_path):
    fake_packages(tmp_path / "modules")
    copied, missing = font_setup.copy_fonts(tmp_path / "modules", tmp_path / "fonts")
    assert missing == []
    assert (tmp_path / "fonts" / "NotoSansMono-Medium.ttf").read_bytes() == b"NotoSansMono"
    assert (tmp_path / "fonts" / "NotoSansSC.LICENSE.txt").read_text() == "OFL"
    assert len(copied) == len(font_setup.PACKAGES)


def test_set_up_names_what_is_not_installed(tmp_path, capsys):
    code = font_setup.main(["--node-modules", str(tmp_path), "--target", str(tmp_path / "fonts")])
    assert code == 1
    assert "@expo-google-fonts/noto-sans-arabic" in capsys.readouterr().err


def test_every_font_that_set_up_copies_serves_a_role():
    served = {stem for stems in fonts.ROLES.values() for stem in stems}
    assert {f"{family}-{weight}" for family, weight in font_setup.PACKAGES.values()} <= served


def test_without_any_font_the_refusal_says_what_to_run(monkeypatch):
    monkeypatch.setattr(fonts, "face_for_role", lambda role: None)
    fonts.basic.cache_clear()
    try:
        with pytest.raises(fonts.NoFonts, match="make fonts"):
            fonts.basic(fonts.MONO)
    finally:
        fonts.basic.cache_clear()
