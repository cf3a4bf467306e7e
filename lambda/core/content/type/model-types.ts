import type { KnownType } from './known-type.js';

const text = 'text/plain';

/** Drawings, models, maps and points in space. */
export const modelTypes: readonly KnownType[] = [
  {
    type: 'image/vnd.dwg',
    endings: 'dwg',
    names:
      'application/acad application/x-acad application/autocad_dwg application/dwg application/x-dwg application/x-autocad image/x-dwg image/dwg drawing/dwg',
  },
  {
    type: 'image/vnd.dxf',
    endings: 'dxf',
    names:
      'application/dxf application/x-dxf image/x-dxf image/dxf drawing/x-dxf drawing/dxf image/x-autocad',
    misnomers: `${text} application/acad image/vnd.dwg`,
  },
  {
    type: 'model/stl',
    endings: 'stl',
    names: 'model/x.stl-ascii model/x.stl-binary application/sla application/x-stl application/stl',
    misnomers: `application/vnd.ms-pki.stl application/vnd.ms-pkistl ${text}`,
  },
  {
    type: 'model/obj',
    endings: 'obj',
    names: 'application/x-wavefront-obj model/x-wavefront-obj application/wavefront-obj',
    misnomers: `${text} application/x-tgif application/octet-stream`,
  },
  { type: 'model/mtl', endings: 'mtl', misnomers: text, foundAs: text },
  { type: 'model/ply', endings: 'ply', names: 'application/ply application/x-ply', misnomers: text },
  {
    type: 'application/vnd.pcl.pcd',
    endings: 'pcd',
    names: 'application/x-pcd',
    misnomers: `image/x-photo-cd ${text}`,
  },
  { type: 'model/gltf-binary', endings: 'glb', misnomers: 'model/gltf+json' },
  {
    type: 'model/vnd.usdz+zip',
    endings: 'usdz',
    names: 'model/usd model/vnd.pixar.usd model/usdz',
    misnomers: 'application/zip application/x-zip-compressed',
  },
  {
    type: 'model/3mf',
    endings: '3mf',
    names: 'application/vnd.ms-package.3dmanufacturing-3dmodel+xml application/vnd.ms-3mfdocument',
    misnomers: 'application/zip application/x-zip-compressed',
  },
  {
    type: 'application/vnd.autodesk.fbx',
    endings: 'fbx',
    names: 'model/fbx application/x-fbx application/fbx',
  },
  { type: 'application/vnd.las', endings: 'las', names: 'application/las application/x-las' },
  { type: 'application/vnd.laszip', endings: 'laz', names: 'application/vnd.laz application/laz' },
  {
    type: 'application/vnd.google-earth.kmz',
    endings: 'kmz',
    misnomers: 'application/zip application/x-zip-compressed',
  },
  {
    type: 'application/vnd.shp',
    endings: 'shp',
    names: 'x-gis/x-shapefile',
    misnomers: 'application/x-qgis',
  },
  { type: 'application/vnd.shx', endings: 'shx', misnomers: 'application/x-qgis' },
];
