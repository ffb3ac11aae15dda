#!/usr/bin/env python3
"""The Debian package, built and looked into, as TAP.

Skipped where Debian's tools for it are not installed; `./bootstrap test` installs them. What
`meson install` alone leaves is tested in tests/cli/installed.py, and the package on a fresh Debian
by `./bootstrap chroot`.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import traceback

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]


class Skipped(Exception):
    pass


def need(*tools):
    for tool in tools:
        if not shutil.which(tool):
            raise Skipped(f"no {tool}")


def run(*words, status=0, **more):
    """What it printed."""
    done = subprocess.run([*map(str, words)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          text=True, errors="replace", **more)
    assert done.returncode == status, (words, done.returncode, done.stdout[-4000:])
    return done.stdout


def files_in(folder):
    return {str(p.relative_to(folder)) for p in folder.rglob("*")
            if p.is_symlink() or not p.is_dir()}


class Package:
    """Built once, when first asked for."""

    def __init__(self, folder):
        self.folder = folder
        self.path = self.tree = None

    def build(self, name, **env):
        """The .deb, built without tests: the suites here run anyway."""
        need("dpkg-buildpackage", "dh")
        run(HERE / "build.sh", self.folder / name, timeout=600,
            env={**os.environ, "DEB_BUILD_OPTIONS": "nocheck", **env})
        return next((self.folder / name).glob("jianbao_*.deb"))

    def deb(self):
        if not self.path:
            self.path = self.build("package")
            self.tree = self.folder / "tree"
            run("dpkg-deb", "-x", self.path, self.tree)
        return self.path

    def field(self, name):
        return run("dpkg-deb", "-f", self.deb(), name).strip()

    def names(self, field):
        """Of the packages in a field of dependencies."""
        return {re.match(r"[^\s(:|]+", entry.strip())[0] for entry in self.field(field).split(",")}


def test_version(package):
    """Changelog and meson.build agree."""
    meson = re.search(r"version: '([\d.]+)'", (ROOT / "meson.build").read_text())[1]
    assert package.field("Version") == meson


def test_files(package):
    package.deb()
    share = "usr/share/"
    found = files_in(package.tree)
    expected = {"usr/bin/jianbao", share + "man/man1/jianbao.1.gz",
                share + "man/zh_CN/man1/jianbao.1.gz", share + "zsh/site-functions/_jianbao",
                share + "bash-completion/completions/jianbao", share + "doc/jianbao/copyright",
                share + "doc/jianbao/changelog.gz", share + "jianbao/fonts/manifest.yaml",
                share + "jianbao/lexicon",
                share + "lintian/overrides/jianbao"}
    expected |= {share + f"jianbao/layouts/{p.name}" for p in (ROOT / "layouts").glob("*.yaml")}
    expected |= {share + f"doc/jianbao/examples/{name}" for name in files_in(ROOT / "samples")}
    assert expected <= found, expected - found
    rest = {name for name in found - expected if not name.startswith(share + "doc/jianbao/")}
    assert not rest, rest


def test_no_fonts(package):
    """Fetched fonts stay out of it."""
    package.deb()
    kinds = (".otf", ".ttf", ".ttc", ".pfb", ".woff2")
    assert not [name for name in files_in(package.tree) if name.lower().endswith(kinds)]


def test_no_path_of_the_build(package):
    package.deb()
    for folder in ROOT, package.folder:
        for name in files_in(package.tree):
            assert bytes(folder) not in (package.tree / name).read_bytes(), (folder, name)


def test_every_font_package_is_recommended(package):
    text = (ROOT / "fonts" / "manifest.yaml").read_text()
    faces = {re.search(r"package: (\S+)", face)[1]
             for face in re.split(r"(?m)^  (?=\w)", text)[1:] if "optional: true" not in face}
    assert faces and package.names("Recommends") == faces | {"hyphen-en-us"}  # English words
    tests = (ROOT / "debian" / "tests" / "control").read_text()
    assert faces <= set(re.findall(r"[\w-]+", tests)), faces


def test_every_library_is_a_build_dependency(package):
    """What ./bootstrap installs to build with; the C library's comes with every compiler."""
    listed = re.search(r"build_packages='(.*?)'", (ROOT / "bootstrap").read_text(), re.S)[1]
    libraries = {name for name in listed.split() if name.endswith("-dev")} - {"libc6-dev"}
    control = (ROOT / "debian" / "control").read_text().split("\n\n")[0]
    assert libraries and libraries <= set(re.findall(r"[\w.-]+", control)), libraries


def test_lintian_is_content(package):
    need("lintian")
    package.deb()
    changes = next((package.folder / "package").glob("*.changes"))
    out = run("lintian", "--pedantic", "--info", "--display-info", "--allow-root",
              "--fail-on", "error,warning,info,pedantic", changes, timeout=300)
    assert not re.search(r"(?m)^[EWIP]:", out), out


def test_the_same_bytes_from_another_folder(package):
    first = package.deb()
    second = package.build("elsewhere/and/deeper", TZ="Asia/Shanghai", LC_ALL="C", HOME="/nowhere")
    assert first.read_bytes() == second.read_bytes()


def test_the_packaged_program_finds_its_data(package):
    package.deb()
    program, data = package.tree / "usr/bin/jianbao", package.tree / "usr/share/jianbao"
    env = {k: v for k, v in os.environ.items() if k != "JIANBAO_DATA"}
    out = run(program, "--lang", "en", "layout", "check", "plain", env=env, cwd="/")
    assert out.strip() == f"{data}/layouts/plain.yaml: good", out


def main():
    tests = [(name[5:].replace("_", " "), fn) for name, fn in globals().items()
             if name.startswith("test_")]
    print(f"1..{len(tests)}")
    failed = 0
    with tempfile.TemporaryDirectory(prefix="jianbao-") as folder:
        package = Package(pathlib.Path(folder))
        for number, (title, fn) in enumerate(tests, 1):
            verdict, more = "ok", ""
            try:
                fn(package)
            except Skipped as why:
                more = f" # SKIP {why}"
            except Exception:
                verdict, failed = "not ok", failed + 1
                print("# " + traceback.format_exc().replace("\n", "\n# "))
            print(f"{verdict} {number} - {title}{more}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
