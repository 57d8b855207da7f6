/** What the member's own codes mean, and a way to forget one that was explained wrongly. */
import type { KnownCode } from '../../src/issues/use/file-queries.ts';
import { paths } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { Hidden, HiddenKey } from '../ui/field.tsx';
import { quantityText } from '../ui/format.ts';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code } from '../ui/values.tsx';

export function KnownCodesPage({ t, codes, formKey }: { t: Words; codes: KnownCode[]; formKey: string }) {
  const words = t.issues.use;
  const head = (
    <>
      <Head>{words.columns.code}</Head>
      <Head>{words.columns.unit}</Head>
      <Head>{words.meansItem}</Head>
      <Head num>{words.oneIs}</Head>
      <Head>{words.forget}</Head>
    </>
  );
  return (
    <>
      <PageHead
        title={words.codesTitle}
        crumbs={[{ label: words.title, href: paths.useFiles() }, { label: words.codesTitle }]}
        crumbsLabel={t.frame.position}
        facts={[words.codesIntro]}
      />
      {codes.length === 0 && <Empty title={words.noCodes} />}
      {codes.length > 0 && (
        <Table caption={words.codesTitle} head={head} stacks>
          {codes.map((one, index) => (
            <tr>
              <td class="span-2">
                <Code>{one.code}</Code>
              </td>
              <td class="span-1">{one.unit}</td>
              <td class="span-3">
                {one.itemName} <Code>{one.itemCode}</Code>
              </td>
              <td class="num span-2">{quantityText(t, one.unitBase, one.shape)}</td>
              <td class="span-2">
                <form method="post" action={paths.useCodeRemoval()}>
                  <HiddenKey value={`${formKey}-${index}`} />
                  <Hidden name="code" value={one.code} />
                  <Hidden name="unit" value={one.unit} />
                  <Button small>{words.forget}</Button>
                </form>
              </td>
            </tr>
          ))}
        </Table>
      )}
    </>
  );
}
