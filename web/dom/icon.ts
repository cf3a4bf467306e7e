const svg = 'http://www.w3.org/2000/svg';

/** The icons in index.html. */
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

/** An icon beside text with the same meaning: hidden from screen readers. */
export function icon(name: IconName): SVGSVGElement {
  const picture = document.createElementNS(svg, 'svg');
  picture.setAttribute('class', `icon icon-${name}`);
  picture.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS(svg, 'use');
  use.setAttribute('href', `#${name}`);
  picture.append(use);
  return picture;
}
