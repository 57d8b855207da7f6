/** Packs that the tier above has and this tier is not given: chosen, with a reason, they go into the next draft. */
import type { Proposable } from '../../src/formulary/linkage-gap-queries.ts';
import { paths, type Query } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { errorOf, FieldError, HiddenKey, TextField, valuesOf } from '../ui/field.tsx';
import { Panel } from '../ui/panel.tsx';
import { Status } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Item } from '../ui/values.tsx';
import type { GapsPageProps } from './linkage-gaps-props.ts';
import { tierNames } from './linkage-words.tsx';

type ProposeProps = GapsPageProps & { query: Query };

export function ProposePanel(props: ProposeProps) {
  const { t, proposables, can, form } = props;
  const words = t.linkage;
  const most = Math.max(...proposables.map((line) => line.lacking));
  const offered = can.propose && props.day === props.today;
  const table = <ProposeTable {...props} offered={offered} />;
  return (
    <Panel title={words.proposeTitle} note={words.proposeNote(most)} padded={false} id="propose">
      {offered ? (
        <form class="form" method="post" action={paths.linkageProposals(props.query)}>
          <ErrorSummary t={t} form={form} labels={{ pick: words.pick, reason: words.reason }} />
          <HiddenKey value={props.formKey} />
          {table}
          <FieldError name="pick" error={errorOf(form, 'pick')} />
          <TextField form={form} name="reason" label={words.reason} hint={words.reasonHint} maxlength={200} required />
          <SubmitBar consequence={words.proposeConsequence}>
            <Button kind="primary">{words.propose}</Button>
          </SubmitBar>
        </form>
      ) : (
        table
      )}
    </Panel>
  );
}

function ProposeTable(props: ProposeProps & { offered: boolean }) {
  const { t, proposables, offered } = props;
  const words = t.linkage;
  const head = (
    <>
      {offered && (
        <Head class="tight">
          <span class="visually-hidden">{words.pick}</span>
        </Head>
      )}
      <Head>{words.medicine}</Head>
      <Head>{words.code}</Head>
      <Head>{words.nowTiers}</Head>
      <Head>{words.addTier}</Head>
      <Head num>{words.lacking}</Head>
      <Head>{words.drafted}</Head>
    </>
  );
  return (
    <Table caption={words.proposeCaption} head={head} inset id="f-pick">
      {proposables.map((line) => (
        <ProposeRow props={props} line={line} offered={offered} />
      ))}
    </Table>
  );
}

function ProposeRow({ props, line, offered }: { props: ProposeProps; line: Proposable; offered: boolean }) {
  const { t, form, draftNumber } = props;
  const words = t.linkage;
  const { pack, tier, drafted, lacking } = line;
  const value = `${pack.code}:${tier}`;
  const lackingHref = paths.linkageGaps({ ...props.query, q: pack.code, cause: 'tier', tier });
  return (
    <tr class={drafted === null ? undefined : 'off'}>
      {offered && (
        <td>
          {drafted === null && <PickBox t={t} value={value} of={pack.genericName} chosen={valuesOf(form, 'pick')} />}
        </td>
      )}
      <td>
        <Item
          name={pack.genericName}
          detail={[pack.form, pack.strength, pack.manufacturer].filter(Boolean).join(' ')}
        />
      </td>
      <td>
        <Code href={paths.item(pack.code)}>{pack.code}</Code>
      </td>
      <td>{tierNames(t, pack)}</td>
      <td>{words.tiers[tier]}</td>
      <td class="num">
        <a href={lackingHref}>{words.lackingCount(lacking)}</a>
      </td>
      <td>
        {drafted !== null && (
          <Status icon={drafted === 'adds' ? 's-doing' : 's-no'}>
            {words.draftStates[drafted]} {draftNumber}
          </Status>
        )}
      </td>
    </tr>
  );
}

function PickBox({ t, value, of, chosen }: { t: Words; value: string; of: string; chosen: string[] }) {
  return (
    <label>
      <input type="checkbox" name="pick" value={value} checked={chosen.includes(value)} />
      <span class="visually-hidden">
        {t.linkage.pick} {of}
      </span>
    </label>
  );
}
