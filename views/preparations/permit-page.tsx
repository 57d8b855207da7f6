/** One permit: what it allows, what has left under it line by line, and the form that revokes it. */
import { paths } from '../../src/paths.ts';
import type { PermitLine, PermitUse } from '../../src/preparations/queries.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { HiddenKey, TextField } from '../ui/field.tsx';
import { fullMoment, quantityText } from '../ui/format.ts';
import { PageHead } from '../ui/page-head.tsx';
import { Facts, Panel } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code } from '../ui/values.tsx';
import { PermitStatus } from './index-page.tsx';

interface PermitPageProps {
  t: Words;
  line: PermitLine;
  uses: PermitUse[];
  manages: boolean;
  form: FormState;
  formKey: string;
}

export function PermitPage(props: PermitPageProps) {
  const { t, line, uses, manages, form } = props;
  const { permit, item, maker, recipients, usedBase, state } = line;
  const words = t.preparations;
  const amount = (base: number) => quantityText(t, base, item);
  return (
    <>
      <PageHead
        title={permit.number}
        crumbs={[{ label: words.title, href: paths.preparations() }]}
        crumbsLabel={t.frame.position}
        status={<PermitStatus t={t} state={state} />}
        facts={[item.genericName, item.strength, maker]}
      />
      <ErrorSummary t={t} form={form} labels={{ reason: words.revokedReason }} />
      <Facts
        across
        facts={[
          { label: words.item, value: <a href={paths.item(item.code)}>{item.genericName}</a> },
          { label: words.maker, value: maker },
          { label: words.validity, value: words.span(permit.validFrom, permit.validTo) },
          { label: words.capUnits, value: amount(permit.capBase) },
          { label: words.usedUnits, value: amount(usedBase) },
          { label: words.left, value: amount(Math.max(0, permit.capBase - usedBase)) },
          { label: words.authority, value: permit.authority },
          { label: words.recordedAt, value: fullMoment(permit.recordedAt) },
          ...(permit.revokedReason === null ? [] : [{ label: words.revokedReason, value: permit.revokedReason }]),
        ]}
      />
      <Panel title={words.recipientCount(recipients.length)}>
        <p>{recipients.join(words.comma)}</p>
      </Panel>
      <Panel title={words.uses} padded={uses.length === 0}>
        {uses.length === 0 ? <p class="note">{words.noUses}</p> : <Uses t={t} uses={uses} item={item} />}
      </Panel>
      {manages && state !== 'revoked' && <Revocation {...props} />}
    </>
  );
}

function Uses({ t, uses, item }: { t: Words; uses: PermitUse[]; item: PermitLine['item'] }) {
  const words = t.preparations;
  const head = (
    <>
      <Head>{words.at}</Head>
      <Head>{words.document}</Head>
      <Head>{words.other}</Head>
      <Head num>{words.quantity}</Head>
    </>
  );
  return (
    <Table caption={words.uses} head={head}>
      {uses.map((use) => (
        <tr>
          <td>{fullMoment(use.occurredAt)}</td>
          <td>
            {use.documentNumber !== null && <Code href={paths.finder(use.documentNumber)}>{use.documentNumber}</Code>}
          </td>
          <td>{use.quantityBase < 0 ? words.cameBack(use.other) : use.other}</td>
          <td class="num">{quantityText(t, use.quantityBase, item)}</td>
        </tr>
      ))}
    </Table>
  );
}

function Revocation({ t, line, form, formKey }: PermitPageProps) {
  const words = t.preparations;
  return (
    <Panel title={words.revoke}>
      <form class="form" method="post" action={paths.permitRevocation(line.permit.id)}>
        <HiddenKey value={formKey} />
        <TextField form={form} name="reason" label={words.revokedReason} maxlength={200} required />
        <SubmitBar consequence={words.revokeConsequence}>
          <Button kind="danger">{words.revokeSubmit}</Button>
        </SubmitBar>
      </form>
    </Panel>
  );
}
