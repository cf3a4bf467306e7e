/**
 * Creates `release/`: both packages as npm publishes them, their SBOMs (CycloneDX), and the SHA-256 of each file. The
 * build is reproducible: npm packs with fixed times and modes (npm-packlist, "portable"), and variable fields of the
 * SBOM are set from the changelog. Needs `npm run build` first.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..');
const packages = ['.', './client'];

interface Release {
  readonly version: string;
  /** Such as `2026-11-30`. */
  readonly date: string;
}

/** The newest release in the changelog; its version must be that of each package. */
export function newestRelease(changelog: string, versions: readonly string[]): Release {
  const [, version, date] = /^## (\d+\.\d+\.\d+) \((\d{4}-\d{2}-\d{2})\)$/m.exec(changelog) ?? [];
  if (!version || !date)
    throw new Error('CHANGELOG.md names no release: expected a heading such as "## 0.1.0 (2026-11-30)"');
  const other = versions.find((each) => each !== version);
  if (other)
    throw new Error(`CHANGELOG.md names ${version}, and a package.json ${other}: write the same into both`);
  return { version, date };
}

const npm = (...args: string[]): string =>
  execFileSync('npm', args, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26, timeout: 5 * 60_000 });

const sha256 = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');

/** CycloneDX 1.5 of the packages' runtime dependencies, without fields that differ between runs. */
function sbom({ date }: Release): string {
  const made = JSON.parse(npm('sbom', '--omit=dev', '--sbom-format=cyclonedx', '--package-lock-only')) as {
    serialNumber: string;
    metadata: { timestamp: string };
  };
  made.metadata.timestamp = `${date}T00:00:00.000Z`;
  made.serialNumber = '';
  const hash = sha256(JSON.stringify(made));
  // RFC 9562 section 5.8: a custom UUID.
  const uuid = `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
  made.serialNumber = `urn:uuid:${uuid}`;
  return `${JSON.stringify(made, null, 2)}\n`;
}

function main(target: string): void {
  const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
  const versions = packages.map(
    (each) => (JSON.parse(read(path.join(each, 'package.json'))) as { version: string }).version,
  );
  const release = newestRelease(read('CHANGELOG.md'), versions);
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  for (const each of packages) npm('pack', each, '--silent', '--pack-destination', target);
  writeFileSync(path.join(target, `waybill-${release.version}.cdx.json`), sbom(release));
  const files = readdirSync(target).sort();
  const sums = files.map((file) => `${sha256(readFileSync(path.join(target, file)))}  ${file}\n`).join('');
  writeFileSync(path.join(target, 'SHA256SUMS'), sums);
  process.stdout.write(sums);
}

if (process.argv[1] === import.meta.filename)
  main(path.resolve(process.argv[2] ?? path.join(root, 'release')));
