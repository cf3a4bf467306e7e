import { u32le, u64le } from '../../reading/bytes.js';
import type { FileView } from '../../reading/file-view.js';
import type { Anatomy, FormatFamily } from '../../evidence/format.js';

/** GUIDs as they stand in a file (ASF Specification 01.20.03, section 10). */
const guid = {
  header: '3026b2758e66cf11a6d900aa0062ce6c',
  data: '3626b2758e66cf11a6d900aa0062ce6c',
  file: 'a1dcab8c47a9cf118ee400c00c205365',
  stream: '9107dcb7b7a9cf118ee600c00c205365',
  commands: '301afb1e620bd011a39b00a0c90348f6',
  encryption: 'fbb3112223bdd211b4b700a0c955fc6e',
  longEncryption: '14e68a292226174cb935dae07ee9289c',
  video: 'c0ef19bc4d5bcf11a8fd00805f5c442b',
} as const;
const objectBytes = 24;
const headerBytes = 30;
const mostObjects = 512;
const longestHeader = 512 * 1024;

const guidAt = (b: Buffer, at: number): string => b.toString('hex', at, at + 16);

/** Windows Media (ASF Specification 01.20.03): objects with a GUID and a length; WMV, WMA and ASF. */
export const asf: FormatFamily = {
  name: 'asf',
  unit: 'a header with a stream',
  recognise: (head) => (guidAt(head, 0) === guid.header ? 'video/x-ms-wmv' : undefined),

  async examine(file, _type, findings): Promise<Anatomy> {
    const length = u64le(file.head, 16);
    if (length < headerBytes || length > file.sizeBytes || length > longestHeader)
      return { unitAt: undefined };
    const header = await file.bytes(0, length);
    const objects = objectsIn(file, header);
    const streams = objects.filter(({ kind }) => kind === guid.stream);
    const [first] = streams;
    if (!first || !objects.some(({ kind }) => kind === guid.file)) return { unitAt: undefined };
    const has = (kind: string) => objects.find((object) => object.kind === kind);
    if (has(guid.encryption) || has(guid.longEncryption)) findings.warn('protected', first.at, 'by rights');
    // Section 3.7: players open an address that a command names.
    const commands = has(guid.commands);
    if (commands)
      findings.warn('structure-odd', commands.at, 'it has commands, with which players open addresses');
    const isVideo = streams.some(({ at }) => guidAt(header, at + objectBytes) === guid.video);
    return {
      type: isVideo ? 'video/x-ms-wmv' : 'audio/x-ms-wma',
      aliases: ['video/x-ms-asf'],
      unitAt: first.at,
      freeForm: [{ start: headerBytes, end: length }],
      ...(await endOf(file, length, findings)),
    };
  },
};

interface AsfObject {
  readonly kind: string;
  readonly at: number;
}

function objectsIn(file: FileView, header: Buffer): AsfObject[] {
  const objects: AsfObject[] = [];
  for (let at = headerBytes; at + objectBytes <= header.length && objects.length < mostObjects;) {
    file.work.spend(32, at);
    const length = u64le(header, at + 16);
    if (length < objectBytes || at + length > header.length) return [];
    objects.push({ kind: guidAt(header, at), at });
    at += length;
  }
  // Section 3.1: the header says how many objects it has.
  return objects.length === u32le(header, 24) ? objects : [];
}

/** Data and indexes follow; a live recording states no length. */
async function endOf(
  file: FileView,
  start: number,
  findings: Parameters<FormatFamily['examine']>[2],
): Promise<Pick<Anatomy, 'end' | 'isOpenEnded'>> {
  const steps = file.allowance(4);
  let at = start;
  for (let left = 16; left > 0 && at + objectBytes <= file.sizeBytes; left--) {
    const object = await steps.bytes(at, objectBytes);
    if (!object) return { isOpenEnded: true };
    const length = u64le(object, 16);
    const isData = guidAt(object, 0) === guid.data;
    if (isData && length <= objectBytes + 26) return { isOpenEnded: true };
    if (length < objectBytes) break;
    if (at + length > file.sizeBytes) {
      if (!isData) break;
      findings.warn('truncated', file.sizeBytes, `its data reaches up to ${at + length}`);
      return { end: file.sizeBytes, isOpenEnded: true };
    }
    at += length;
  }
  return { end: at };
}
