/** What the formulary and the dossiers under way say to an application: advice, enforced only at publication. */
import { paths } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { Advice as Line } from '../ui/notice.tsx';
import { Panel } from '../ui/panel.tsx';
import { Code } from '../ui/values.tsx';

export interface Advice {
  /** Tiers the item has already, in words; empty when it is not listed. */
  listed: string;
  /** Number of another dossier under way. */
  undecided: string | undefined;
  /** 一品两规: products of the name and route that are listed; undefined when there is room or it is exempt. */
  twoProducts: { count: number; most: number; names: string } | undefined;
  chronic: boolean;
}

export function AdvicePanel({ t, advice }: { t: Words; advice: Advice }) {
  const words = t.selection.advice;
  const { listed, undecided, twoProducts, chronic } = advice;
  const nothing = listed === '' && undecided === undefined && twoProducts === undefined;
  return (
    <Panel title={words.title}>
      {nothing && <p class="note">{words.none}</p>}
      {listed !== '' && <Line>{words.listed(listed)}</Line>}
      {undecided !== undefined && (
        <Line tone="warn" icon="s-near">
          {words.undecided}
          <Code href={paths.dossier(undecided)}>{undecided}</Code>
        </Line>
      )}
      {twoProducts !== undefined && (
        <Line tone="warn" icon="s-near">
          {words.twoProducts(twoProducts.count, twoProducts.most, twoProducts.names)}
        </Line>
      )}
      {chronic && <Line>{words.chronic}</Line>}
    </Panel>
  );
}
