/** The list of keys, opened by its address: `?` or the help link, without script as well. */
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';

export function Shortcuts({ t }: { t: Words }) {
  const words = t.frame.keys;
  const keys: [string[], string][] = [
    [['/'], words.search],
    [['J', 'K'], words.rows],
    [['Enter'], words.open],
    [['Esc'], words.back],
    [['G', 'H', 'S', 'K'], words.go],
    [['Ctrl', 'Enter'], words.submit],
    [['P'], words.print],
    [['?'], words.help],
  ];
  return (
    <section class="overlay" id="shortcuts" aria-labelledby="shortcuts-title">
      <div>
        <h2 id="shortcuts-title">{words.title}</h2>
        <dl>
          {keys.map(([pressed, meaning]) => (
            <div>
              <dt>
                {pressed.map((key) => (
                  <>
                    <kbd>{key}</kbd>{' '}
                  </>
                ))}
              </dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
        <div class="buttons">
          <LinkButton href="#main">{t.frame.close}</LinkButton>
        </div>
      </div>
    </section>
  );
}
