import { isProgram } from './known-types.js';

const drawings = ['image/svg+xml', 'image/vnd.dwg', 'image/vnd.dxf'];

/** Pixels; a drawing is a document that may run. */
export const isRaster = (type: string): boolean => type.startsWith('image/') && !drawings.includes(type);

const isRecording = (type: string): boolean => /^(audio|video)\//.test(type) || type === 'application/ogg';

/**
 * Are both pictures, or both sound or film? Such files only show or play, whichever of them a program takes them for,
 * and browsers and phones save one under the name of another.
 */
export const areInertKin = (one: string, other: string): boolean =>
  ![one, other].some(isProgram) &&
  ((isRaster(one) && isRaster(other)) || (isRecording(one) && isRecording(other)));
