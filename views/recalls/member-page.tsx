/** What a member was told of a recall, for a phone in the store: look for it, put it apart, say what was found. */
import type { AttachmentLine } from '../../src/attachments/queries.ts';
import type { ExpiryView } from '../../src/kernel/near-expiry.ts';
import { paths } from '../../src/paths.ts';
import type { MemberView } from '../../src/recalls/page-queries.ts';
import type { FormState } from '../../src/web/form.ts';
import { Attachments } from '../attachments/panel.tsx';
import type { Words } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { Hidden, HiddenKey } from '../ui/field.tsx';
import { deadline, fullMoment, quantityText } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Facts, Panel } from '../ui/panel.tsx';
import { SignalStatus, Status } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code } from '../ui/values.tsx';
import { AnswerForm } from './answer-form.tsx';
import { DrillNotice, LevelTag } from './words.tsx';

export interface RecallMemberPageProps {
  t: Words;
  view: MemberView;
  /** Of its files. */
  subject: string;
  files: AttachmentLine[];
  form: FormState;
  formKey: () => string;
  expiry: ExpiryView;
  now: number;
}

export function RecallMemberPage(props: RecallMemberPageProps) {
  const { t, view } = props;
  const words = t.recalls;
  const { recall, document, mine } = view;
  const { notice } = mine;
  const open = document.status === 'open';
  return (
    <>
      <PageHead
        title={recall.drill ? words.drillTitle(recall.title) : recall.title}
        crumbs={[
          { label: words.title, href: paths.recalls() },
          { label: document.number, href: paths.recall(document.number), code: true },
          { label: mine.place.shortName },
        ]}
        crumbsLabel={t.frame.position}
        status={<AnswerStatus {...props} />}
        facts={[mine.place.name, recall.source].filter((text) => text !== '')}
      />
      {recall.drill ? (
        <DrillNotice t={t} />
      ) : (
        open && (
          <Notice title={words.stopTitle} tone="danger">
            <p>{words.stopText}</p>
          </Notice>
        )
      )}
      <Facts
        across
        facts={[
          { label: words.level, value: <LevelTag t={t} level={recall.level} /> },
          { label: words.reason, value: recall.reason },
          { label: words.told, value: fullMoment(notice.sentAt) },
          { label: words.due, value: fullMoment(notice.dueAt) },
        ]}
      />
      <div class="stack">
        {notice.answeredAt !== null && <Answered {...props} />}
        {open && view.can.answer && <AnswerForm {...props} />}
        <Attachments
          t={t}
          subject={props.subject}
          lines={props.files}
          title={words.photos}
          {...(open && view.can.answer && { formKey: props.formKey() })}
        />
        {open && !recall.drill && view.can.reportLoss && view.places.length > 0 && <Handling {...props} />}
        {view.handedOut.length > 0 && <HandedOut {...props} />}
      </div>
    </>
  );
}

function AnswerStatus({ t, view, now }: RecallMemberPageProps) {
  const { notice } = view.mine;
  if (notice.answeredAt !== null) {
    return (
      <Status icon="s-done" badge>
        {t.recalls.answeredState}
      </Status>
    );
  }
  if (view.document.status !== 'open') return null;
  return <SignalStatus signal={deadline(t, notice.dueAt, now)} badge />;
}

function Answered({ t, view }: RecallMemberPageProps) {
  const words = t.recalls;
  const { notice, answeredByName } = view.mine;
  const head = (
    <>
      <Head>{words.lot}</Head>
      <Head num>{words.books}</Head>
      <Head num>{words.found}</Head>
      <Head num>{words.difference}</Head>
      <Head num>{words.used}</Head>
    </>
  );
  const note = words.answeredText(
    fullMoment(notice.answeredAt ?? 0),
    answeredByName ?? '',
    (notice.answeredAt ?? 0) > notice.dueAt,
  );
  return (
    <Panel title={words.answer} note={note} padded={false}>
      <Table caption={words.answer} head={head} inset stacks>
        {notice.answer?.lots.map((answer) => {
          const of = view.lots.find(({ lot }) => lot.id === answer.lotId);
          if (of === undefined) return null;
          const difference = answer.foundBase - answer.booksBase;
          const cells: [string, number][] = [
            [words.books, answer.booksBase],
            [words.found, answer.foundBase],
            [words.difference, difference],
            [words.used, answer.usedBase],
          ];
          return (
            <tr>
              <td class="span-6">
                {of.item.genericName} <Code href={paths.lot(of.lot.id)}>{of.lot.number}</Code>
              </td>
              {cells.map(([label, base]) => (
                <td class="num span-3" data-label={label}>
                  {quantityText(t, base, of.item)}
                </td>
              ))}
            </tr>
          );
        })}
      </Table>
      <div class="body">
        <p>{words.patientsText(notice.answer?.patients ?? 0)}</p>
        {notice.note !== '' && <p>{notice.note}</p>}
      </div>
    </Panel>
  );
}

/** What is to become of the goods: the write-off knows its reason and the number of the recall. */
function Handling({ t, view, formKey }: RecallMemberPageProps) {
  const words = t.recalls;
  return (
    <Panel title={words.handleTitle}>
      <p class="hint">{words.handleTexts[view.recall.handling as 'return']}</p>
      <form method="post" action={paths.losses()}>
        <HiddenKey value={formKey()} />
        <Hidden name="kind" value="write_off" />
        <Hidden name="organisation" value={view.mine.place.code} />
        <Hidden name="reasonCode" value="recalled" />
        <Hidden name="reason" value={view.document.number} />
        <Button>{words.writeOffNow}</Button>
      </form>
    </Panel>
  );
}

function HandedOut({ t, view }: RecallMemberPageProps) {
  const words = t.recalls;
  const head = (
    <>
      <Head>{words.whom}</Head>
      <Head>{words.when}</Head>
      <Head>{words.lot}</Head>
      <Head num>{words.quantity}</Head>
    </>
  );
  return (
    <Panel title={words.peopleTitle} note={words.peopleNote} padded={false}>
      <Table caption={words.peopleTitle} head={head} inset stacks>
        {view.handedOut.map((row) => {
          const of = view.lots.find(({ lot }) => lot.id === row.lotId);
          return (
            <tr>
              <td class="span-4">
                <a href={paths.issue(row.number)}>
                  {[row.patientRef, row.ward, row.prescriptionRef].filter(Boolean).join(' ') || row.number}
                </a>
              </td>
              <td class="span-3">{fullMoment(row.occurredAt)}</td>
              <td class="span-3">{of && <Code>{of.lot.number}</Code>}</td>
              <td class="num span-2" data-label={words.quantity}>
                {of && quantityText(t, row.quantityBase, of.item)}
              </td>
            </tr>
          );
        })}
      </Table>
    </Panel>
  );
}
