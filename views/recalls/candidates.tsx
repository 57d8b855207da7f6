/** What a notice may mean: whole matches are ticked, near and partial ones are offered, a person confirms. */

import { paths } from '../../src/paths.ts';
import type { Candidate } from '../../src/recalls/match-queries.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Hidden, HiddenKey } from '../ui/field.tsx';
import { formOf } from '../ui/form-state.ts';
import { packText } from '../ui/format.ts';
import { Advice } from '../ui/notice.tsx';
import { Panel } from '../ui/panel.tsx';
import { Status, Tag } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Item, Lot, Quantity } from '../ui/values.tsx';
import type { RecallPageProps } from './show-page-props.ts';

export function Candidates(props: RecallPageProps) {
  const { t, view, matched } = props;
  const words = t.recalls;
  const confirmed = new Set(view.lots.map(({ lot }) => lot.id));
  const offered = (matched?.candidates ?? []).filter((one) => !one.lotIds.every((id) => confirmed.has(id)));
  const note = words.matchedIn(matched?.candidates.length ?? 0, matched?.spentMs ?? 0);
  if (offered.length === 0) {
    return (
      <Panel title={words.candidates} note={note}>
        <p class="hint">{view.lots.length > 0 ? words.allConfirmed : words.noCandidates}</p>
      </Panel>
    );
  }
  const form = formOf(props.form, 'confirmation');
  const open = view.document.status === 'open';
  return (
    <Panel title={words.candidates} note={note} padded={false} id="confirmation">
      <form method="post" action={paths.recallAct(view.document.number, 'confirmation')}>
        <div class="body stack">
          <ErrorSummary t={t} form={form} labels={{ lot: words.lot }} />
          <Advice>{words.candidatesHint}</Advice>
        </div>
        <HiddenKey value={props.formKey()} />
        <Hidden name="version" value={view.document.version} />
        <CandidateRows {...props} offered={offered} />
        <div class="body">
          <SubmitBar
            consequence={
              open ? (view.recall.drill ? words.widenDrill : words.widenConsequence) : words.confirmConsequence
            }
          >
            <Button kind={open && !view.recall.drill ? 'danger' : 'primary'}>{words.confirm}</Button>
          </SubmitBar>
        </div>
      </form>
    </Panel>
  );
}

function CandidateRows({ t, view, offered, expiry }: RecallPageProps & { offered: Candidate[] }) {
  const words = t.recalls;
  const sure = (one: Candidate) => one.how === 'exact' && view.document.status === 'draft';
  const head = (
    <>
      <Head>{words.meant}</Head>
      <Head>{words.item}</Head>
      <Head>{words.lot}</Head>
      <Head>{words.how}</Head>
      <Head num>{words.everywhere}</Head>
    </>
  );
  return (
    <Table caption={words.candidates} head={head} inset stacks>
      {offered.map((one) => (
        <tr>
          <td class="span-1">
            <label class="check">
              <input type="checkbox" name="lot" value={String(one.lotIds[0] ?? 0)} checked={sure(one)} />
              <span class="visually-hidden">{`${one.genericName} ${one.number}`}</span>
            </label>
          </td>
          <td class="span-5">
            <Item
              name={one.genericName}
              detail={[one.strength, packText(t, one), one.manufacturer, one.itemCode].join(' ')}
              {...(one.frozen !== null && { tags: <Tag tone="danger">{t.counts.frozenTag[one.frozen]}</Tag> })}
            />
          </td>
          <td class="span-3">
            <Lot
              t={t}
              batchNumber={one.number}
              expiresOn={one.expiresOn}
              expiry={expiry}
              href={paths.lot(one.lotIds[0] ?? 0)}
            />
          </td>
          <td class="span-2">
            {one.how === 'exact' ? words.hows.exact : <Status icon="s-near">{words.hows[one.how]}</Status>}
          </td>
          <td class="num span-2" data-label={words.everywhere}>
            <Quantity t={t} quantityBase={one.onHandBase} shape={one} />
          </td>
        </tr>
      ))}
    </Table>
  );
}
