package org.echt.app.webhook;

import tools.jackson.databind.node.ObjectNode;

/** What a body says of its event: a JSON object. */
sealed interface Body permits EventData, TextRequest {
    ObjectNode object();
}
