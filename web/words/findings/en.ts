/** The findings of the check, as messages for the uploader. By code, the most severe first. */
export const findings = {
  disguise: ({
    is,
    claims,
  }: {
    readonly is: readonly [string, string];
    readonly claims: readonly [string, string];
  }) => `This is ${is.join(' ')}, not ${claims.join(' ')}`,
  notTaken: (type: readonly [string, string]) => `The service does not accept ${type.join(' ')}`,
  titles: {
    'malware-found': 'The malware scan found a threat',
    'executable-content': 'Programs and scripts are not accepted',
    'active-markup': 'Web pages are not accepted',
    'active-content': 'The file contains something that runs or is loaded with it',
    'svg-active': 'The drawing can run code',
    'guest-inside': 'There is a second file hidden inside',
    'guest-trailing': 'There is a second file hidden after the end',
    'type-mismatch': 'The file is not what its name says',
    'size-mismatch': 'The file did not arrive whole',
    'checksum-mismatch': 'The bytes changed during the upload',
    'unsigned-property': 'The file was sent with unexpected headers',
    'storage-unreadable': 'The file is stored in a way that it cannot be read',
    truncated: 'The file ends too early',
    'empty-file': 'The file is empty',
    'type-unknown': 'The type of this file is unknown',
    'type-not-allowed': 'This type is not accepted',
    'extension-blocked': 'The name has an ending that computers would run',
    'pixels-exceeded': 'The picture is too large',
    'archive-expansion': 'The archive would unpack to far too much',
    'archive-nested': 'The archive holds another archive',
    'archive-path': 'The archive would unpack outside of its folder',
    'archive-link': 'The archive has a link that leads out of it',
    'archive-name': 'A name in the archive hides what it is',
    'archive-duplicate': 'The archive has a name twice',
    'archive-mismatch': 'Programs would unpack the archive differently',
    protected: 'The file is protected and cannot be checked',
    'location-contained': 'The file says where it was made',
    'quota-exceeded': 'Your storage was full',
  } satisfies Record<string, string>,
  otherTitle: 'The file did not pass the check',
  /** The service's own advice is in English already. */
  advice: {} as Readonly<Record<string, string>>,
  otherAdvice: undefined as string | undefined,
  held: 'Nobody can read it until an administrator has looked at it. You can wait, or delete it.',
  atStart: 'At the very start of the file',
  at: (offset: string, size: string) => `At byte ${offset} of ${size}`,
};

export type FindingWords = Readonly<Omit<typeof findings, 'titles'>> & {
  readonly titles: Readonly<Record<keyof typeof findings.titles, string>>;
};
