import type { Client } from '../client.js';
import type { TrackedUploadOptions } from '../components/tracked-upload.js';
import { english, type SomeTexts, type UploadTexts } from './texts.js';

/** Where there are no elements, such as on a server that renders pages, the module can still be imported. */
const Base = (typeof HTMLElement === 'undefined' ? Object : HTMLElement) as typeof HTMLElement;

/** Attributes of `<waybill-upload>` whose change shows at once. */
export const observed = ['accept', 'multiple', 'name', 'required'] as const;

const tag = '<waybill-upload>';

/** The attributes and properties by which a page configures `<waybill-upload>`. */
export abstract class UploadSettings extends Base {
  /**
   * The client that sends: of `createClient`, such as the one of the rest of the page. With it, neither `api` nor
   * `getToken` is needed.
   */
  declare client: Client | undefined;
  /**
   * Returns the access token (a JWT). Called before each request. There is no attribute for it, since everything on a
   * page can read attributes.
   */
  declare getToken: (() => string | Promise<string>) | undefined;
  /** Options of each upload, such as `metadata`, `checksum` and `expiresInSeconds`; none by default. */
  declare options: TrackedUploadOptions | undefined;
  /** Texts in another language or tone, some or all; English by default. */
  declare texts: SomeTexts | undefined;
  /** The attribute `api`: base URL of the API, the stack's output `ApiUrl`. */
  declare api: string;
  /** The attribute `accept`, as of `<input type="file">`: also applied to files that are dropped. Empty: every type. */
  declare accept: string;
  /** The attribute `max-files`: with `multiple`, the most files in the list; `Infinity` without it. */
  declare maxFiles: number;
  /** The attribute `max-size`: the most bytes of one file; `Infinity` without it. The service has a limit too. */
  declare maxSize: number;
  /** The attribute `multiple`: several files. Without it, a new file replaces the one before. */
  declare multiple: boolean;
  /** The attribute `delete-removed`: a verified file that is removed from the list is deleted in the service too. */
  declare deleteRemoved: boolean;
  /** The attribute `name`: of the form's entries, one for each file, with its id. */
  declare name: string;
  /** The attribute `required`: the form needs a file. */
  declare required: boolean;
  /** The attribute `disabled`: no file can be added, and none is part of the form; running uploads continue. */
  declare disabled: boolean;

  /** Texts in use. @internal */
  protected allTexts: UploadTexts = english;

  /** Shows other texts. @internal */
  protected abstract refreshTexts(): void;

  /** Reads what was set before the element was defined. @internal */
  protected adoptProperties(): void {
    for (const name of ['client', 'getToken', 'options', 'texts'] as const) {
      if (!Object.hasOwn(this, name)) continue;
      const value = this[name];
      Reflect.deleteProperty(this, name);
      Object.assign(this, { [name]: value });
    }
  }

  /** Combines texts of the page with the others. @internal */
  protected mergeTexts(): void {
    const { texts } = this;
    this.allTexts = { ...english, ...texts, status: { ...english.status, ...texts?.status } };
    this.refreshTexts();
  }

  /** @throws TypeError that says which setting is missing or wrong @internal */
  protected checkSettings(): void {
    if (!this.client && !(this.api && this.getToken))
      throw new TypeError(`${tag} needs the attribute "api" and the property "getToken", or a "client"`);
    for (const [attribute, limit] of [
      ['max-files', this.maxFiles],
      ['max-size', this.maxSize],
    ] as const)
      if (!(limit > 0))
        throw new TypeError(`${tag}: expected a number above 0, such as ${attribute}="10000000"`);
  }

  // Accessors of the prototype: frameworks look there to decide between a property and an attribute.
  static {
    const given = new WeakMap<UploadSettings, Map<string, unknown>>();
    const property = (name: string, apply?: (settings: UploadSettings) => void): Accessor => ({
      get() {
        return given.get(this)?.get(name);
      },
      set(value: unknown) {
        given.set(this, new Map(given.get(this)).set(name, value));
        apply?.(this);
      },
    });
    const text = (attribute: string): Accessor => ({
      get() {
        return this.getAttribute(attribute) ?? '';
      },
      set(value: string) {
        this.setAttribute(attribute, value);
      },
    });
    const number = (attribute: string): Accessor => ({
      get() {
        return Number(this.getAttribute(attribute) ?? Infinity);
      },
      set(value: number) {
        this.setAttribute(attribute, String(value));
      },
    });
    const flag = (attribute: string): Accessor => ({
      get() {
        return this.hasAttribute(attribute);
      },
      set(value: boolean) {
        this.toggleAttribute(attribute, value);
      },
    });
    Object.defineProperties(this.prototype, {
      client: property('client'),
      getToken: property('getToken'),
      options: property('options'),
      texts: property('texts', (settings) => settings.mergeTexts()),
      api: text('api'),
      accept: text('accept'),
      maxFiles: number('max-files'),
      maxSize: number('max-size'),
      multiple: flag('multiple'),
      deleteRemoved: flag('delete-removed'),
      name: text('name'),
      required: flag('required'),
      disabled: flag('disabled'),
    });
  }
}

type Accessor = PropertyDescriptor & ThisType<UploadSettings>;
