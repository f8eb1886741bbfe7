-- Where affected units are in their life is counted for every preview; most rows are of units that were only checked.
create index item_state_life on item_state (item) include (life) where life <> 'COMMISSIONED';
