/** What the pages of controlled goods share: their tabs, and whose goods they show. */
import type { ControlledPlace } from '../../src/controlled/place-queries.ts';
import type { CardState, HandoverState } from '../../src/controlled/rules.ts';
import { paths } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { ExportLinks, FilterSelect, Filters, FilterText, Tabs } from '../ui/filters.tsx';
import type { Tone } from '../ui/format.ts';
import type { IconName } from '../ui/icon.tsx';
import { Status } from '../ui/status.tsx';

export type ControlledTab = 'today' | 'register' | 'handovers' | 'ampoules' | 'cards';

export function ControlledTabs({ t, tab, organisation }: { t: Words; tab: ControlledTab; organisation?: string }) {
  const query = organisation === undefined ? {} : { organisation };
  const hrefs: Record<ControlledTab, string> = {
    today: paths.controlled(query),
    register: paths.registers(query),
    handovers: paths.handovers(),
    ampoules: paths.ampoules(),
    cards: paths.cards(),
  };
  const tabs = (Object.keys(hrefs) as ControlledTab[]).map((key) => ({
    label: t.controlled.tabs[key],
    href: hrefs[key],
    current: key === tab,
  }));
  return <Tabs label={t.controlled.tabsLabel} tabs={tabs} />;
}

/** The member whose goods are shown, where there are several to choose from. */
export function PlaceFilter({ t, places, place }: { t: Words; places: ControlledPlace[]; place: ControlledPlace }) {
  if (places.length < 2) return null;
  return (
    <FilterSelect
      label={t.controlled.place}
      name="organisation"
      options={places.map((one) => ({ value: one.code, label: one.shortName }))}
      value={place.code}
    />
  );
}

const HANDOVERS: Record<HandoverState, { icon: IconName; tone?: Tone }> = {
  even: { icon: 's-done' },
  open: { icon: 's-near', tone: 'danger' },
  closed: { icon: 's-done' },
};

export function HandoverStatus({ t, status, badge }: { t: Words; status: string; badge?: boolean }) {
  const known = status as HandoverState;
  return (
    <Status {...HANDOVERS[known]} {...(badge && { badge })}>
      {t.controlled.handover.states[known]}
    </Status>
  );
}

const CARDS: Record<CardState, { icon: IconName; tone?: Tone }> = {
  ahead: { icon: 's-todo' },
  in_force: { icon: 's-done' },
  near: { icon: 's-near', tone: 'warn' },
  lapsed: { icon: 's-stop', tone: 'danger' },
  withdrawn: { icon: 's-no' },
};

export function CardStatus({ t, state }: { t: Words; state: CardState }) {
  return <Status {...CARDS[state]}>{t.controlled.cards.states[state]}</Status>;
}

interface SearchProps {
  t: Words;
  q: string;
  action: string;
  hint: string;
  files?: { csv: string; xlsx: string };
}

/** What a list is looked through by, and its files. */
export function Search({ t, q, action, hint, files }: SearchProps) {
  const right = files && { right: <ExportLinks t={t} {...files} /> };
  return (
    <Filters t={t} action={action} {...(q !== '' && { clear: action })} {...right}>
      <FilterText label={t.controlled.search} name="q" placeholder={hint} {...(q !== '' && { value: q })} />
    </Filters>
  );
}
