import { makeByPython } from './python-maker.js';
import { pairs, type Recipe } from './recipe.js';
import type { Container } from './written/container.js';
import { soundFiles } from './written/sound-files.js';
import { videoFiles } from './written/video-files.js';

const sounds: Readonly<Record<string, string>> = {
  silence: 'anullsrc=r=44100:cl=stereo',
  tone: 'sine=f=440:r=44100',
  noise: 'anoisesrc=c=white:r=44100:seed={seed}',
  'noise, then silence': "anoisesrc=c=pink:r=44100:seed={seed},volume='if(lt(t,1),1,0)':eval=frame",
  'one frame': 'sine=f=1000:r=44100:d=0.02',
};
const videos: Readonly<Record<string, string>> = {
  black: 'color=black:s=640x360:r=25',
  test: 'testsrc2=s=640x360:r=25',
  noise: 'color=gray:s=320x180:r=25,noise=alls=100:allf=t:all_seed=7',
  'one frame': 'color=white:s=1280x720:r=1:d=1',
};

const seconds = ['0.5', '12'] as const;

function recipe(container: Container, content: string, inputs: readonly string[], duration: string): Recipe {
  const { name, arguments: chosen, pipe, ...rest } = container;
  return {
    ...rest,
    name: `FFmpeg ${name}, ${content}${duration ? ` ${duration} s` : ''}`,
    isCostly: true,
    make: (seed) =>
      makeByPython({
        maker: 'media',
        what: [inputs, [...(duration ? ['-t', duration] : []), ...chosen]],
        options: { ending: rest.ending, ...(pipe && { pipe }) },
        seed,
      }),
  };
}

const isOneFrame = (name: string): boolean => name === 'one frame';

/** Half a second of it is a file that is read completely; of twelve the middle is not. */
export const media: Recipe[] = [
  ...pairs(Object.entries(sounds), soundFiles).flatMap(([[name, graph], file]) =>
    (isOneFrame(name) ? [''] : seconds).map((duration) => recipe(file, name, [graph], duration)),
  ),
  ...pairs(Object.entries(videos), videoFiles).flatMap(([[name, graph], file]) => {
    if (isOneFrame(name))
      return [recipe({ ...file, arguments: ['-frames:v', '1', ...file.arguments] }, name, [graph], '')];
    const sound = name === 'noise' ? sounds['noise'] : sounds['silence'];
    return ['1', '5'].map((duration) => recipe(file, name, [graph, sound ?? ''], duration));
  }),
];
