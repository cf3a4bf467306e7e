const svg = 'http://www.w3.org/2000/svg';

/** The symbols that index.html draws. */
export type IconName =
  | 'mark'
  | 'upload'
  | 'download'
  | 'trash'
  | 'close'
  | 'pause'
  | 'resume'
  | 'again'
  | 'check'
  | 'refused'
  | 'alert'
  | 'clock'
  | 'image'
  | 'settings'
  | 'camera'
  | 'feed'
  | 'folder'
  | 'share'
  | 'pencil'
  | 'link'
  | 'lock'
  | 'grid'
  | 'list'
  | 'leave';

/** A picture beside words that say the same: hidden from screen readers. */
export function icon(name: IconName): SVGSVGElement {
  const picture = document.createElementNS(svg, 'svg');
  picture.setAttribute('class', `icon icon-${name}`);
  picture.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS(svg, 'use');
  use.setAttribute('href', `#${name}`);
  picture.append(use);
  return picture;
}
