import { Button as AriaButton } from 'react-aria-components';
import styles from './template-cards.module.css';
import { Thumbnail } from './thumbnail.tsx';
import { describeTemplate, type TemplateCard } from './use-templates.ts';

/** Templates as cards, each with the graph of its own file. */
export function TemplateCards({ cards, onChoose }: { readonly cards: readonly TemplateCard[]; readonly onChoose: (card: TemplateCard) => void }) {
  return (
    <div className={styles.cards}>
      {cards.map((card) => (
        <AriaButton
          key={card.template.id}
          className={styles.card}
          onPress={() => onChoose(card)}
          aria-label={`${card.template.title}, ${describeTemplate(card)}. ${card.template.description}`}
        >
          <span className={styles.picture}>{card.picture ? <Thumbnail picture={card.picture} width={150} height={126} /> : null}</span>
          <span className={styles.caption}>
            <b>{card.template.title}</b>
            <span>{describeTemplate(card)}</span>
            {card.template.description === '' ? null : <span className={styles.about}>{card.template.description}</span>}
          </span>
        </AriaButton>
      ))}
    </div>
  );
}
