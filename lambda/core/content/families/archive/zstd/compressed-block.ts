import { firstStreamFits, literalsAt, treeAt } from './literals.js';
import { sequencesFit } from './sequences.js';

/**
 * Is this the content of the first compressed block of a frame (RFC 8878, 3.1.1.3)? Its code fits its literals, and its
 * sequences use exactly their bytes and copy nothing from before the content: no other bytes do that by chance. Of a
 * block that is cut off, a packed description of its code is as good.
 *
 * @param bytes the content of the block, as far as the file has it
 * @param storedBytes how long it is said to be
 */
export function isCompressedBlock(bytes: Uint8Array, storedBytes: number): boolean {
  const literals = literalsAt(bytes, 0);
  if (!literals || literals.end >= storedBytes) return false;
  const isWhole = bytes.length >= storedBytes;
  if (literals.treeAt === undefined)
    return isWhole && sequencesFit(bytes, literals.end, storedBytes, literals.count);
  const tree = treeAt(bytes, literals.treeAt, Math.min(literals.end, bytes.length));
  const fits = tree && firstStreamFits(bytes, tree, literals);
  if (!tree || fits === false) return false;
  return isWhole ? sequencesFit(bytes, literals.end, storedBytes, literals.count) : tree.isPacked;
}
