/** How equipment is spoken of on every page: its status, its class. */
import type { AssetState } from '../../src/assets/rules.ts';
import type { Words } from '../i18n/index.ts';
import type { Tone } from '../ui/format.ts';
import type { IconName } from '../ui/icon.tsx';
import { Status } from '../ui/status.tsx';

const SIGNALS: Record<AssetState, { icon: IconName; tone?: Tone }> = {
  idle: { icon: 's-todo', tone: 'caution' },
  in_use: { icon: 's-done' },
  shared: { icon: 's-go' },
  repair: { icon: 's-near', tone: 'warn' },
  stopped: { icon: 's-stop', tone: 'danger' },
  moving: { icon: 's-doing' },
  to_scrap: { icon: 's-near', tone: 'caution' },
  scrapped: { icon: 's-no' },
  withdrawn: { icon: 's-no' },
};

export function AssetStatus({ t, status, badge }: { t: Words; status: AssetState; badge?: boolean }) {
  return (
    <Status {...SIGNALS[status]} {...(badge && { badge })}>
      {t.equipment.states[status]}
    </Status>
  );
}

/** Name of a class in the reader's language; classes added later have the name of the register. */
export function classText(t: Words, known: { code: string; name: string }): string {
  return t.equipment.classes[known.code] ?? known.name;
}
