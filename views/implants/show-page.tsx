/** One unit: what it is, where it lies or on whom it was used, its acts and its whole story. */
import type { MissingView } from '../../src/implants/missing-queries.ts';
import type { UnitView } from '../../src/implants/unit-queries.ts';
import { paths } from '../../src/paths.ts';
import type { FormBack } from '../../src/web/page-act.ts';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { HiddenKey, TextField } from '../ui/field.tsx';
import { formOf } from '../ui/form-state.ts';
import { fullMoment, moneyText } from '../ui/format.ts';
import { PageHead } from '../ui/page-head.tsx';
import { Columns, type Fact, Facts, Panel, Rail } from '../ui/panel.tsx';
import { Log } from '../ui/timeline.tsx';
import { Code } from '../ui/values.tsx';
import { MissingPanel, ShelfForm } from './shelf-panels.tsx';
import { UnitStatus } from './words.tsx';

interface ImplantPageProps {
  t: Words;
  unit: UnitView;
  /** By what it is missing now. */
  missing: MissingView | undefined;
  can: { keep: boolean; owed: boolean };
  form: FormBack;
  formKey: () => string;
}

export function ImplantPage(props: ImplantPageProps) {
  const { t, unit, missing, can } = props;
  const words = t.implants;
  const entries = [...unit.story].reverse().map((told) => ({
    act: told.act === 'send_back' && unit.consignmentId === null ? words.takeDown : words.acts[told.act],
    text: [told.number, told.note].filter(Boolean).join(' '),
    by: `${told.actorName} ${fullMoment(told.at)}`,
  }));
  return (
    <>
      <PageHead
        title={unit.name}
        crumbs={[
          { label: words.title, href: paths.implants() },
          { label: unit.serial, code: true },
        ]}
        crumbsLabel={t.frame.position}
        status={<UnitStatus t={t} unit={unit} badge />}
        facts={[unit.place, unit.supplier ?? words.own]}
      />
      <Columns kind="doc">
        <div class="stack">
          <Panel title={words.unit} padded={false}>
            <Facts body facts={factsOf(props)} />
          </Panel>
          {unit.patientRef !== null && (
            <Panel title={words.use} padded={false}>
              <Facts body facts={useFacts(props)} />
            </Panel>
          )}
          {missing !== undefined && <MissingPanel t={t} missing={missing} can={can} />}
        </div>
        <Rail label={words.story}>
          {can.keep && unit.state === 'used' && <Act {...props} name="retraction" />}
          {can.keep && unit.state === 'missing' && <ShelfForm {...props} name="finding" />}
          {can.keep && unit.state === 'shelf' && <ShelfForm {...props} name="moving" />}
          {can.keep && unit.state === 'shelf' && <Act {...props} name="return" />}
          <Panel title={words.story} padded={false}>
            <Log body entries={entries} />
          </Panel>
        </Rail>
      </Columns>
    </>
  );
}

function factsOf({ t, unit }: ImplantPageProps): Fact[] {
  const words = t.implants;
  return [
    { label: words.di, value: <Code>{unit.di}</Code> },
    { label: words.lotNumber, value: unit.lotNumber },
    { label: words.serial, value: unit.serial },
    { label: words.expiresOn, value: unit.expiresOn },
    { label: words.supplier, value: unit.supplier ?? words.own },
    { label: words.place, value: unit.place },
    { label: words.shelf, value: unit.shelf },
    ...(unit.frozen === '' ? [] : [{ label: words.frozen, value: unit.frozen }]),
    ...(unit.consignmentId === null ? stockFacts(unit, words) : listFacts(unit, words)),
  ];
}

function listFacts({ list, noteNumber, supplierPerson }: UnitView, words: Words['implants']): Fact[] {
  return [
    { label: words.list, value: <Code href={paths.implants({ q: list ?? '' })}>{list}</Code> },
    { label: words.noteNumber, value: noteNumber ?? '' },
    { label: words.supplierPerson, value: supplierPerson ?? '' },
  ];
}

/** Where the batch lies in the stock ledger: each opens its lot, with the delivery it came by. */
function stockFacts({ stock }: UnitView, words: Words['implants']): Fact[] {
  return stock.map(({ lotId, locationName, onHand }) => ({
    label: words.booked,
    value: <a href={paths.lot(lotId)}>{`${locationName} ${onHand}`}</a>,
  }));
}

function useFacts({ t, unit, can }: ImplantPageProps): Fact[] {
  const words = t.implants;
  const sum = moneyText(unit.useFen ?? 0);
  const owed = can.owed && unit.payableId !== null ? <a href={paths.payable(unit.payableId)}>{sum}</a> : sum;
  return [
    { label: words.patientRef, value: unit.patientRef ?? '' },
    { label: words.operatedOn, value: unit.operatedOn ?? '' },
    { label: words.doctor, value: unit.doctor ?? '' },
    { label: words.department, value: unit.department ?? '' },
    { label: unit.payableId === null ? words.cost : words.owed, value: owed },
  ];
}

function Act({ t, unit, form: given, formKey, name }: ImplantPageProps & { name: 'retraction' | 'return' }) {
  const words = t.implants;
  const form = { ...formOf(given, name), scope: name };
  const own = unit.consignmentId === null;
  const back = own ? words.ownBack : { return: words.returnConsequence, retraction: words.retractionConsequence };
  const title = { return: own ? words.takeDown : words.acts.send_back, retraction: words.acts.take_back }[name];
  return (
    <Panel title={title} id={name}>
      <form class="form" method="post" action={paths.implantAct(unit.id, name)}>
        <ErrorSummary t={t} form={form} labels={{ why: words.why }} />
        <HiddenKey value={formKey()} />
        <TextField form={form} name="why" label={words.why} maxlength={200} required />
        <SubmitBar consequence={back[name]}>
          <Button>{title}</Button>
        </SubmitBar>
      </form>
    </Panel>
  );
}
