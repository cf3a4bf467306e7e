"""Sound and video by FFmpeg, whose program comes with the package imageio-ffmpeg."""

import os
import subprocess
import tempfile

import imageio_ffmpeg

FFMPEG = imageio_ffmpeg.get_ffmpeg_exe()
EXACT = ["-bitexact", "-fflags", "+bitexact", "-flags", "+bitexact"]


def make(what, options, seed):
    """`what`: the inputs (lavfi graphs), then the arguments; `options`: the file's ending, and whether it goes through a pipe."""
    inputs, arguments = what
    command = [FFMPEG, "-hide_banner", "-loglevel", "error", "-nostdin", "-threads", "1"]
    for graph in inputs:
        command += ["-f", "lavfi", "-i", graph.replace("{seed}", str(seed % 2147483647))]
    command += [*EXACT, *arguments]
    if options.get("pipe"):
        return run([*command, "-f", options["pipe"], "pipe:1"])
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "file." + options["ending"])
        run([*command, "-y", path])
        with open(path, "rb") as file:
            return file.read()


def run(command):
    done = subprocess.run(command, capture_output=True)
    if done.returncode != 0:
        raise RuntimeError(done.stderr.decode(errors="replace")[-600:])
    return done.stdout
