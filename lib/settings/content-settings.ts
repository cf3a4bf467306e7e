import { Size } from 'aws-cdk-lib';
import { shorterForm } from '../../lambda/core/settings/blocked-extensions.js';
import { defaultTypes } from '../../lambda/core/settings/default-types.js';
import type { Policy } from '../../lambda/core/settings/policy.js';
import { wrongProp } from '../checks/wrong-prop.js';
import { ContentLevel } from '../props/content-level.js';
import type { WaybillProps } from '../props/waybill-props.js';
import * as check from './prop-checks.js';

/** A function has more memory than that, and reads one file at a time. */
const mostRead = Size.mebibytes(256);

/** What of the policy is about content: which files are accepted, and how they are checked. */
export function contentSettingsOf(
  props: WaybillProps,
): Pick<
  Policy,
  | 'allowedTypes'
  | 'maxPixels'
  | 'contentLevel'
  | 'fullMaxBytes'
  | 'refuseNestedArchives'
  | 'blockedExtensions'
> {
  const { contentLevel = ContentLevel.STRICT } = props;
  return {
    allowedTypes: typesOf(props),
    // libvips' own default, so that verified images can be opened.
    maxPixels: check.wholeNumber('maxPixels', props.maxPixels ?? 0x3fff * 0x3fff),
    contentLevel: check.oneOf('contentLevel', contentLevel, ContentLevel),
    ...fullMaxOf(props),
    ...(props.refuseNestedArchives && { refuseNestedArchives: true }),
    ...extensionsOf(props),
  };
}

function typesOf({ allowedTypes = defaultTypes as string[], alsoAllowedTypes = [] }: WaybillProps): string[] {
  const types = check.mediaTypes('allowedTypes', allowedTypes);
  if (alsoAllowedTypes.length === 0) return types;
  return [...new Set([...types, ...check.mediaTypes('alsoAllowedTypes', alsoAllowedTypes)])];
}

function fullMaxOf({ fullMaxBytes, contentLevel }: WaybillProps): Pick<Policy, 'fullMaxBytes'> {
  if (fullMaxBytes === undefined) return {};
  const bytes = check.size('fullMaxBytes', fullMaxBytes, mostRead);
  if (contentLevel !== ContentLevel.FULL)
    throw wrongProp('fullMaxBytes', `${bytes} bytes`, 'contentLevel FULL too');
  return { fullMaxBytes: bytes };
}

function extensionsOf({ blockedExtensions }: WaybillProps): Pick<Policy, 'blockedExtensions'> {
  if (blockedExtensions === undefined) return {};
  const given = shorterForm(check.extensions('blockedExtensions', blockedExtensions));
  return given === undefined ? {} : { blockedExtensions: given };
}
