/** One line of an issue: ampoules that came back of it, what was poured away, and the forms for both. */
import type { AmpouleReturn, IssuedLine, Residue } from '../../src/controlled/ampoule-queries.ts';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { HiddenKey, NumberField, TextField } from '../ui/field.tsx';
import { fullMoment } from '../ui/format.ts';
import { PageHead } from '../ui/page-head.tsx';
import { Columns, Facts, Panel, Rail } from '../ui/panel.tsx';
import { SecondPersonFields } from '../ui/second-person.tsx';
import { Log } from '../ui/timeline.tsx';
import { Code } from '../ui/values.tsx';

export interface AmpouleLinePageProps {
  t: Words;
  line: IssuedLine;
  returns: AmpouleReturn[];
  residues: Residue[];
  canAct: boolean;
  /** The form that came back, if one did: `return` or `residue`. */
  back: { name: string; state: FormState };
  formKey: () => string;
}

export function AmpouleLinePage(props: AmpouleLinePageProps) {
  const { t, line, returns, residues, canAct } = props;
  const words = t.controlled.ampoules;
  const left = line.issued - line.back;
  const back = returns.map((row) => ({
    act: `${row.pieces}${row.baseUnit}`,
    text: row.destroyed === null ? words.notDestroyed : words.destroyed,
    by: `${row.returnedBy} · ${row.receiver}、${row.witness} ${fullMoment(row.at)}`,
  }));
  const poured = residues.map((row) => ({
    act: row.amount,
    text: row.method,
    by: `${row.actor}、${row.witness} ${fullMoment(row.at)}`,
  }));
  return (
    <>
      <PageHead
        title={words.lineTitle(line.item.name)}
        crumbs={[
          { label: words.title, href: paths.ampoules() },
          { label: line.issueNumber, code: true },
        ]}
        crumbsLabel={t.frame.position}
        facts={[line.place.shortName, line.item.detail]}
      />
      <Facts
        across
        facts={[
          { label: words.issue, value: <Code href={paths.issue(line.issueNumber)}>{line.issueNumber}</Code> },
          { label: words.at, value: fullMoment(line.at) },
          { label: words.to, value: `${line.ward} ${line.patientRef}`.trim() },
          { label: t.controlled.lot, value: <Code href={paths.lot(line.lotId)}>{line.lotNumber}</Code> },
          { label: words.issued, value: `${line.issued}${line.item.baseUnit}` },
          { label: words.left, value: `${left}${line.item.baseUnit}` },
        ]}
      />
      <Columns kind="even">
        <div class="stack">
          {canAct && left > 0 && <ReturnForm {...props} left={left} />}
          {canAct && line.issued > 0 && <ResidueForm {...props} />}
        </div>
        <Rail label={words.title}>
          <Panel title={words.backTab} padded={back.length === 0}>
            {left === 0 && <p class="hint">{words.allBack}</p>}
            {back.length > 0 && <Log body entries={back} />}
          </Panel>
          {poured.length > 0 && (
            <Panel title={words.residueTitle} padded={false}>
              <Log body entries={poured} />
            </Panel>
          )}
        </Rail>
      </Columns>
    </>
  );
}

const formOf = ({ back }: AmpouleLinePageProps, name: string): FormState => ({
  ...(back.name === name ? back.state : { values: {}, errors: {}, formErrors: [] }),
  scope: name,
});

function ReturnForm(props: AmpouleLinePageProps & { left: number }) {
  const { t, line, left } = props;
  const words = t.controlled.ampoules;
  const form = formOf(props, 'return');
  const { pieces, returnedBy } = words;
  const labels = { pieces, returnedBy, witness: t.auth.second.login, witnessPassword: t.auth.second.password };
  return (
    <Panel title={words.returnTitle}>
      <form class="form" method="post" action={paths.ampouleReturn(line.id)}>
        <ErrorSummary t={t} form={form} labels={labels} />
        <HiddenKey value={props.formKey()} />
        <div class="row">
          <NumberField
            form={form}
            name="pieces"
            label={pieces}
            note={words.piecesNote(left, line.item.baseUnit)}
            value={String(left)}
            maxlength={8}
            required
          />
          <TextField form={form} name="returnedBy" label={returnedBy} maxlength={40} required />
        </div>
        <SecondPersonFields t={t} form={form} />
        <SubmitBar consequence={words.returnConsequence}>
          <Button kind="primary">{words.returnSubmit}</Button>
        </SubmitBar>
      </form>
    </Panel>
  );
}

function ResidueForm(props: AmpouleLinePageProps) {
  const { t, line } = props;
  const words = t.controlled.ampoules;
  const form = formOf(props, 'residue');
  const { amount, method } = words;
  const labels = { amount, method, witness: t.auth.second.login, witnessPassword: t.auth.second.password };
  return (
    <Panel title={words.residueTitle}>
      <form class="form" method="post" action={paths.ampouleResidue(line.id)}>
        <ErrorSummary t={t} form={form} labels={labels} />
        <HiddenKey value={props.formKey()} />
        <div class="row">
          <TextField form={form} name="amount" label={amount} hint={words.amountHint} maxlength={40} required />
          <TextField form={form} name="method" label={method} hint={words.methodHint} maxlength={60} required />
        </div>
        <SecondPersonFields t={t} form={form} />
        <SubmitBar consequence={words.residueConsequence}>
          <Button>{words.residueSubmit}</Button>
        </SubmitBar>
      </form>
    </Panel>
  );
}
