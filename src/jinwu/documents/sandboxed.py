"""The process that sets local wordings (`sandbox`): a program of its own, with nothing of the house in it.

It reads jobs from its input and answers on its output: a frame of JSON, then a frame for each file made. It may write no file, may
hold no more than `MEMORY`, and whoever asked it ends it when it takes too long.
"""

import json
import os
import resource
import struct
import sys

import typst


class NoPages(Exception):
    """The wording does not use the page of official papers, which counts its pages."""


MEMORY = 2 << 30
KEPT = 16  # compilers kept warm


def limit() -> None:
    """No file written, no memory beyond bounds, no core left behind, and no network to fetch a package from."""
    for what, most in (
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_AS, MEMORY),
    ):
        resource.setrlimit(what, (most, most))
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        os.environ[name] = os.environ[name.upper()] = "http://127.0.0.1:9"


def read(stream) -> bytes:
    """One frame. Raises `EOFError` where the other side has gone."""
    head = stream.read(4)
    if len(head) < 4:
        raise EOFError
    return stream.read(struct.unpack(">I", head)[0])


def write(stream, content: bytes) -> None:
    """One frame."""
    stream.write(struct.pack(">I", len(content)) + content)


def main() -> None:
    jobs, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what the engine prints is no answer
    begin = json.loads(read(jobs))
    fonts = typst.Fonts(include_system_fonts=begin["system"], include_embedded_fonts=False, font_paths=begin["fonts"])
    limit()
    compilers = {}
    while True:
        try:
            job = json.loads(read(jobs))
        except EOFError:
            return
        said, made = {}, []
        try:
            made, said["pages"] = _set(job, begin, fonts, compilers)
        except typst.TypstError as problem:
            said["error"] = problem.message
        except Exception as problem:  # the answer names it; the engine goes on
            said["error"] = type(problem).__name__
        said["frames"] = len(made)
        for frame in (json.dumps(said, ensure_ascii=False).encode(), *made):
            write(answers, frame)
        answers.flush()


def _set(job, begin, fonts, compilers) -> tuple:
    """The paper as PDF, or as a picture of each page; and how many pages it has."""
    file = job["file"]
    compiler = compilers.pop(file, None) or typst.Compiler(
        file, root=os.path.dirname(file), font_paths=fonts, package_path=begin["packages"]
    )
    compilers[file] = compiler
    while len(compilers) > KEPT:
        del compilers[next(iter(compilers))]
    if job.get("tree"):
        compiler.compile(sys_inputs=job["inputs"], timestamp=0)
        return [compiler.query("<tree>", field="value", one=True).encode()], 1
    if job["ppi"]:
        made = compiler.compile(sys_inputs=job["inputs"], timestamp=job["at"], format="png", ppi=job["ppi"])
        made = [made] if isinstance(made, bytes) else made
        return made, len(made)
    pdf = compiler.compile(sys_inputs=job["inputs"], timestamp=job["at"], format="pdf", pdf_standards="a-2b")
    try:
        return [pdf], int(compiler.query("<pages>", field="value", one=True))
    except RuntimeError:
        raise NoPages from None


if __name__ == "__main__":
    main()
