import type { Recipe } from '../recipe.js';
import { written, type Format } from './written.js';

const model = (type: string, ending: string, what = 'mesh'): Format => ({
  type,
  ending,
  what,
  maker: 'models',
});

const dxf = {
  ...model('image/vnd.dxf', 'dxf', 'dxf'),
  declared: ['image/vnd.dxf', 'application/dxf', 'text/plain'],
};
const stl = model('model/stl', 'stl');

/** Drawings, meshes and clouds of points. */
export const writtenModels: Recipe[] = [
  ...written(
    stl,
    { format: 'stl' },
    { format: 'stl_ascii' },
    { format: 'stl', count: 4 },
    { format: 'stl_ascii', count: 3 },
  ),
  ...written(
    model('model/ply', 'ply'),
    { format: 'ply' },
    { format: 'ply', encoding: 'ascii' },
    { format: 'ply', count: 4 },
  ),
  ...written(
    { ...model('model/obj', 'obj'), declared: ['model/obj', 'text/plain'] },
    { format: 'obj' },
    { format: 'obj', count: 4 },
  ),
  ...written(model('model/gltf-binary', 'glb'), { format: 'glb' }, { format: 'glb', count: 4 }),
  ...written(dxf, {}, { version: 'R12' }, { version: 'R2018', count: 2000, setup: true }),
  ...written(
    { ...dxf, declared: ['image/vnd.dxf'] },
    { binary: true },
    { binary: true, version: 'R2018', setup: true },
  ),
  ...written(
    model('application/vnd.las', 'las', 'las'),
    { point: 3, version: '1.2' },
    { point: 0, version: '1.3', count: 0 },
    { point: 6, version: '1.4', count: 5000 },
  ),
  ...written(
    model('application/vnd.laszip', 'laz', 'las'),
    { point: 3, version: '1.2', packed: true },
    { point: 7, version: '1.4', packed: true, count: 50_000 },
  ),
];
