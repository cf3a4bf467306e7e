/**
 * Endings by which a name alone makes a program run what is in the file, or show it as a page that may run scripts,
 * with that program: whatever the bytes are, a reader must not be handed them under such a name.
 *
 * Sources: Chromium, `components/safe_browsing/content/resources/download_file_types.asciipb`, version 49 (danger level
 * DANGEROUS or ALLOW_ON_USER_GESTURE); Microsoft, "Blocked attachments in Outlook"; Google, "File types blocked in
 * Gmail". Excluded are documents, archives and data that are checked by their bytes: the extensions of types that are
 * accepted by default (.xml .xsl .xsd .svg .xlm .ini), .cfg, mail (.eml .msg .pst), certificates (.cer .crt .der),
 * drawings (.vsd and related ones, .cdr), playlists (.asx), archives that only unpack (.xip .pax .cpgz), .smi
 * (subtitles too), .out, .tmp.
 */
export interface RunnableEndings {
  /** The program that opens such a file, and its effect. */
  readonly by: string;
  /**
   * Media types of these extensions: if one of them is allowed, so are they.
   * @default none
   */
  readonly types?: readonly string[];
  /** Separated by blanks, lower case, without the dot. */
  readonly endings: string;
}

const macros = (program: string, kinds: string) =>
  kinds.split(' ').map((kind) => `application/vnd.ms-${program}.${kind}.macroenabled.12`);

/**
 * Every extension that is refused by default, with the program that opens such a file.
 * @example
 * import { runnableEndings } from 'waybill/content';
 *
 * for (const { by, endings } of runnableEndings) show(`${by}: ${endings}`);
 */
export const runnableEndings: readonly RunnableEndings[] = [
  {
    by: 'Windows: a program, or a library that a program beside it loads',
    types: ['application/x-msdownload'],
    endings: 'exe ex_ com scr pif cpl dll ocx sys drv vxd efi fon u3p paf',
  },
  {
    by: 'Windows Installer, App Installer, Windows Update: installs a program',
    types: ['application/x-msi'],
    endings: 'msi msp mst',
  },
  {
    by: 'App Installer, ClickOnce, Windows Update, InstallShield: installs or starts a program',
    endings: 'msix msixbundle appx appxbundle appinstaller application appref-ms msu inx isu nsh xbap vsix',
  },
  { by: 'Windows command interpreter: a script', types: ['text/x-bat'], endings: 'bat cmd' },
  {
    by: 'PowerShell, or its forerunner Monad: a script, module or configuration',
    types: ['text/x-powershell'],
    endings:
      'ps1 ps1xml ps2 ps2xml psc1 psc2 psd1 psdm1 psm1 pssc cdxml msh msh1 msh2 mshxml msh1xml msh2xml',
  },
  {
    by: 'Windows Script Host, or Visual Basic: a script',
    types: ['text/x-vbscript'],
    endings: 'vbs vbe vb vbscript bas',
  },
  { by: 'Windows Script Host (.js); elsewhere Node.js', types: ['text/javascript'], endings: 'js mjs cjs' },
  { by: 'Windows Script Host: a script or component', endings: 'jse ws wsf wsc wsh sct' },
  { by: 'Windows HTML Application host: a program', types: ['application/hta'], endings: 'hta' },
  { by: 'AutoHotkey, AutoIt: a script', endings: 'ahk au3' },
  {
    by: 'Windows Explorer: a shortcut, which may start any program',
    types: ['application/x-ms-shortcut'],
    endings: 'lnk',
  },
  {
    by: 'Windows Explorer: a shortcut to an address, or a file of a server',
    types: ['text/x-url'],
    endings: 'url website',
  },
  {
    by: 'Windows Explorer: a command, search, library, setting or theme that leads to a program or a server',
    endings:
      'scf library-ms search-ms searchconnector-ms settingcontent-ms appcontent-ms xrm-ms shb shs xnk mmc msc ' +
      'theme themepack deskthemepack gadget job grp local manifest diagcab diagcfg diagpkg wsb rdp printerexport webpnp',
  },
  {
    by: 'Windows Registry Editor: changes what runs',
    types: ['text/x-ms-regedit'],
    endings: 'reg',
  },
  {
    by: 'Windows setup, management and network settings: change what runs',
    endings: 'rgs inf mof ins isp its cnt hpj osd prf mau mcf cpi bgi',
  },
  { by: 'Windows Help: pages with scripts', endings: 'chm chi hlp' },
  {
    by: 'Microsoft Access: a database, add-in or shortcut with macros',
    endings:
      'ade adp mda mdb mde mdt mdw mdz accda accdb accde accdr mad maf mag mam maq mar mas mat mav maw ops',
  },
  {
    by: 'Visual FoxPro, Visual Studio: a program, project or macros',
    endings: 'fxp prg plg vbp vsmacros vsw',
  },
  { by: 'Visual Test: a compiled script', types: ['application/vnd.pcl.pcd'], endings: 'pcd' },
  {
    by: 'Microsoft Excel: an add-in, or a query that calls a program or a server',
    endings: 'xll iqy oqy dqy rqy slk udl',
  },
  {
    by: 'Microsoft Excel: a connection to a server',
    types: ['application/vnd.oasis.opendocument.chart'],
    endings: 'odc',
  },
  { by: 'Microsoft OneNote: a page whose attachments run by a click', endings: 'one onepkg' },
  {
    by: 'Microsoft Word: a document with macros',
    types: macros('word', 'document template'),
    endings: 'docm dotm docb',
  },
  {
    by: 'Microsoft Excel: a workbook or add-in with macros',
    types: macros('excel', 'sheet sheet.binary template addin'),
    endings: 'xlsm xlsb xltm xlam xldm',
  },
  {
    by: 'Microsoft PowerPoint: a presentation or add-in with macros',
    types: macros('powerpoint', 'presentation template slideshow slide addin'),
    endings: 'pptm potm ppsm sldm ppam',
  },
  {
    by: 'Microsoft Visio: a drawing with macros',
    types: macros('visio', 'drawing stencil template'),
    endings: 'vsdm vssm vstm',
  },
  {
    by: 'Windows, macOS, Linux desktops: a disk that is mounted, past the mark of the web',
    types: ['application/x-iso9660-image'],
    endings: 'iso img',
  },
  {
    by: 'Windows, macOS: a disk that is mounted, past the mark of the web',
    endings: 'vhd vhdx vmdk dmg dmgpart imgpart udif ndif dc42 diskcopy42 sparseimage sparsebundle toast',
  },
  {
    by: 'Windows Explorer: an archive of setup files',
    types: ['application/vnd.ms-cab-compressed'],
    endings: 'cab',
  },
  {
    by: 'macOS: a program, installer, plug-in, preference pane or library',
    types: ['application/x-mach-binary'],
    endings: 'app pkg mpkg prefpane saver qlgenerator mdimporter kext plugin bundle dylib seplugin',
  },
  {
    by: 'macOS Terminal, Automator, Script Editor: a script',
    endings:
      'command tool terminal workflow wflow action caction definition service scpt scptd applescript osas osax',
  },
  {
    by: 'macOS: a shortcut to an address or file, or settings of the whole system',
    endings: 'webloc inetloc fileloc ftploc mobileconfig configprofile internetconnect networkconnect',
  },
  {
    by: 'Linux and other Unix: a program or library',
    types: ['application/x-elf'],
    endings: 'elf so run appimage',
  },
  { by: 'Linux desktops: a shortcut, which may start any program', endings: 'desktop' },
  {
    by: 'Linux: a package, whose installer runs scripts',
    endings: 'deb rpm pet pup slp snap flatpak flatpakref flatpakrepo',
  },
  {
    by: 'Unix shells: a script',
    types: ['text/x-shellscript'],
    endings: 'sh bash zsh csh tcsh ksh fish shar',
  },
  { by: 'Python', types: ['text/x-python'], endings: 'py pyc pyd pyo pyw pyz pyzw' },
  { by: 'Perl', types: ['text/x-perl'], endings: 'pl' },
  { by: 'Ruby', types: ['text/x-ruby'], endings: 'rb' },
  { by: 'Java: a class', types: ['application/java-vm'], endings: 'class' },
  { by: 'Java: a program', types: ['application/java-archive'], endings: 'jar' },
  { by: 'Java Web Start: starts a program of a server', endings: 'jnlp' },
  { by: 'WebAssembly runtimes', types: ['application/wasm'], endings: 'wasm' },
  { by: 'Flash player: a program', endings: 'swf spl' },
  { by: 'Android', types: ['application/vnd.android.package-archive'], endings: 'apk' },
  { by: 'Android: a program', endings: 'apks xapk aab dex' },
  { by: 'iOS', types: ['application/x-ios-app'], endings: 'ipa' },
  { by: 'browsers, LibreOffice: an extension', endings: 'crx xpi oxt' },
  {
    by: 'browsers: a page, whose scripts run',
    types: ['text/html', 'application/xhtml+xml'],
    endings: 'html htm xhtml xhtm xht',
  },
  {
    by: 'browsers, servers: a page, whose scripts run',
    endings: 'shtml shtm sht dhtml dhtm dht ehtml htt htc partial',
  },
  {
    by: 'browsers, mail programs: a page with all that belongs to it',
    types: ['multipart/related'],
    endings: 'mht mhtml',
  },
  { by: 'Safari: a page with all that belongs to it', endings: 'webarchive' },
  { by: 'browsers that unpack it: a drawing that was not looked into', endings: 'svgz' },
  {
    by: 'web servers: a program that runs where it lies',
    types: ['text/x-php'],
    endings: 'php php3 php4 php5 php7 php8 phps pht phtml phar',
  },
  {
    by: 'web servers: a program that runs where it lies',
    types: ['text/x-asp'],
    endings: 'asp aspx ashx asmx asa ascx cshtml vbhtml',
  },
  {
    by: 'web servers: a program that runs where it lies',
    types: ['text/x-jsp'],
    endings: 'jsp jspx jspf jspa jsv jsw jtml',
  },
  {
    by: 'web servers: a program that runs where it lies',
    types: ['text/x-coldfusion'],
    endings: 'cfm cfml cfc',
  },
  { by: 'web servers: a program that runs where it lies', endings: 'cgi fcgi' },
];
