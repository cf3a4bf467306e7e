import type { KnownType } from './known-type.js';

const text = 'text/plain';

/** What runs, or is shown as a page that may run scripts: accepted only where it is allowed by name. */
export const programTypes: readonly KnownType[] = [
  {
    type: 'application/x-msdownload',
    names:
      'application/x-dosexec application/vnd.microsoft.portable-executable application/x-msdos-program application/exe application/x-ms-dos-executable application/x-exe',
  },
  {
    type: 'application/x-elf',
    names:
      'application/x-executable application/x-sharedlib application/x-object application/x-pie-executable',
  },
  { type: 'application/x-mach-binary', names: 'application/x-mach-o' },
  { type: 'application/java-vm', names: 'application/x-java-vm application/java application/x-java-class' },
  { type: 'application/wasm' },
  { type: 'application/java-archive', names: 'application/x-java-archive application/x-jar' },
  { type: 'application/vnd.android.package-archive' },
  { type: 'application/x-ios-app' },
  { type: 'application/x-msi', names: 'application/x-ms-installer application/x-windows-installer' },
  {
    type: 'text/x-shellscript',
    names: 'application/x-sh application/x-shellscript text/x-sh',
    foundAs: text,
  },
  { type: 'text/x-php', names: 'application/x-php application/x-httpd-php' },
  { type: 'text/x-jsp', names: 'application/x-jsp application/jsp text/jsp' },
  { type: 'text/x-asp', names: 'application/x-asp application/x-aspx text/asp text/aspx' },
  { type: 'text/x-coldfusion', names: 'application/x-coldfusion text/x-cfm' },
  {
    type: 'text/x-python',
    names: 'application/x-python-code text/x-script.python text/x-python3',
    foundAs: text,
  },
  { type: 'text/x-perl', names: 'application/x-perl', foundAs: text },
  { type: 'text/x-ruby', names: 'application/x-ruby', foundAs: text },
  { type: 'text/x-powershell', names: 'application/x-powershell', foundAs: text },
  { type: 'text/x-bat', names: 'text/x-batch application/x-bat application/bat', foundAs: text },
  { type: 'text/x-vbscript', names: 'text/vbscript', foundAs: text },
  {
    type: 'text/javascript',
    names:
      'application/javascript application/x-javascript application/ecmascript text/ecmascript text/jscript',
    foundAs: text,
  },
  { type: 'text/x-url' },
  { type: 'text/x-ms-regedit' },
  { type: 'text/html', names: 'application/xhtml+xml' },
  { type: 'application/hta', foundAs: 'text/html' },
  { type: 'multipart/related', names: 'application/x-mimearchive', foundAs: text },
];
