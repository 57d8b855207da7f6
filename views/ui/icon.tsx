/** A drawn sign that always stands beside a word. */
import type { IconName } from './sprite.tsx';

export type { IconName } from './sprite.tsx';

interface IconProps {
  name: IconName;
  kind?: 'inline' | 'large' | 'tiny' | 'arrow';
}

export function Icon({ name, kind }: IconProps) {
  return (
    <svg class={kind === undefined ? 'icon' : `icon ${kind}`} aria-hidden="true">
      <use href={`#${name}`} />
    </svg>
  );
}

/** The sign of the house, before its name. */
export function BrandMark() {
  return (
    <svg
      viewBox="0 0 24 24"
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      stroke-width="1.75"
      stroke-linecap="round"
      stroke-linejoin="round"
    >
      <path d="M4 8.5 12 4l8 4.5v7L12 20l-8-4.5z" />
      <path d="M12 8.5v7M8.5 12h7" />
    </svg>
  );
}
