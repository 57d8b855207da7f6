/** The form of a handover: both count every lot, without seeing what the books say. */
import type { LyingLot } from '../../src/controlled/handover-queries.ts';
import type { ControlledStore } from '../../src/controlled/place-queries.ts';
import { SHIFTS, type Shift } from '../../src/controlled/rules.ts';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { Segments } from '../ui/choice.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { DateField, Hidden, HiddenKey, TextField } from '../ui/field.tsx';
import { FilterSelect, Filters } from '../ui/filters.tsx';
import { Empty } from '../ui/notice.tsx';
import { PackField } from '../ui/pack-input.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Panel } from '../ui/panel.tsx';
import { SecondPersonFields } from '../ui/second-person.tsx';
import { Item } from '../ui/values.tsx';

export interface NewHandoverPageProps {
  t: Words;
  form: FormState;
  formKey: string;
  stores: ControlledStore[];
  store: ControlledStore | undefined;
  lots: LyingLot[];
  today: string;
  shift: Shift;
}

export function NewHandoverPage(props: NewHandoverPageProps) {
  const { t, stores, store } = props;
  const words = t.controlled.handover;
  return (
    <>
      <PageHead
        title={store === undefined ? words.new : words.newTitle(store.name)}
        crumbs={[{ label: words.title, href: paths.handovers() }, { label: words.new }]}
        crumbsLabel={t.frame.position}
        facts={[words.intro]}
      />
      {stores.length > 1 && (
        <Filters t={t} action={paths.newHandover()}>
          <FilterSelect
            label={words.store}
            name="store"
            options={stores.map((one) => ({ value: String(one.id), label: `${one.place.shortName} ${one.name}` }))}
            {...(store && { value: String(store.id) })}
          />
        </Filters>
      )}
      {store === undefined ? (
        <Empty title={t.controlled.noPlaceTitle} text={t.controlled.noPlaceText} />
      ) : (
        <HandoverForm {...props} store={store} />
      )}
    </>
  );
}

function labelsOf({ t, lots }: NewHandoverPageProps): Record<string, string> {
  const words = t.controlled.handover;
  const ofLots = lots.flatMap((lot) =>
    ['packs', 'units', 'reason'].map((part) => [`lot.${lot.lotId}.${part}`, `${lot.name} ${lot.lotNumber}`] as const),
  );
  const { secondLogin: witness, secondPassword: witnessPassword, note } = words;
  return {
    ...Object.fromEntries(ofLots),
    day: t.controlled.day,
    shift: t.controlled.shift,
    note,
    witness,
    witnessPassword,
  };
}

function HandoverForm(props: NewHandoverPageProps & { store: ControlledStore }) {
  const { t, form, formKey, store, lots, today, shift } = props;
  const words = t.controlled.handover;
  return (
    <form class="form" method="post" action={paths.handovers()}>
      <ErrorSummary t={t} form={form} labels={labelsOf(props)} />
      <HiddenKey value={formKey} />
      <Hidden name="store" value={store.id} />
      <div class="row">
        <DateField form={form} name="day" label={t.controlled.day} value={today} max={today} required />
        <Segments
          form={form}
          name="shift"
          label={t.controlled.shift}
          options={SHIFTS.map((value) => ({ value, label: t.controlled.shifts[value] }))}
          chosen={shift}
        />
      </div>
      <Panel title={words.counted}>
        {lots.length === 0 && <p class="hint">{words.nothing}</p>}
        <div class="stack">
          {lots.map((lot) => (
            <LotFields t={t} form={form} lot={lot} />
          ))}
        </div>
      </Panel>
      <TextField form={form} name="note" label={words.note} note={t.forms.optional} maxlength={200} />
      <SecondPersonFields
        t={t}
        form={form}
        words={{ hint: words.secondHint, login: words.secondLogin, password: words.secondPassword }}
      />
      <SubmitBar consequence={words.consequence}>
        <Button kind="primary">{words.submit}</Button>
      </SubmitBar>
    </form>
  );
}

function LotFields({ t, form, lot }: { t: Words; form: FormState; lot: LyingLot }) {
  const words = t.controlled.handover;
  const name = `lot.${lot.lotId}`;
  const differs = (form.values[`${name}.reason`]?.[0] ?? '') !== '' || form.errors[`${name}.reason`] !== undefined;
  return (
    <div>
      <PackField
        t={t}
        form={form}
        name={name}
        shape={lot.shape}
        label={<Item name={lot.name} detail={`${lot.detail} ${lot.lotNumber} ${t.formats.until(lot.expiresOn)}`} />}
      />
      <details open={differs}>
        <summary>{words.reason}</summary>
        <TextField form={form} name={`${name}.reason`} label={words.reason} hint={words.reasonHint} maxlength={200} />
      </details>
    </div>
  );
}
