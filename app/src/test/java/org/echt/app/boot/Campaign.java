package org.echt.app.boot;

import java.util.OptionalLong;
import org.echt.core.access.Act;
import org.echt.core.access.Actor;
import org.echt.core.access.Role;
import org.echt.core.attribute.ScopeText;
import org.echt.core.notice.Action;
import org.echt.core.recall.Content;
import org.echt.core.recall.RecallDesk;
import org.echt.core.recall.Revision.Kind;
import org.echt.testkit.Notices;

/** A recall and its versions, published within this process by two people. */
record Campaign(Node node, RecallDesk desk, String recall) {
    private static final Act AUTHOR = new Act(Actor.of("mara", Role.QUALITY), "measured");
    private static final Act SIGNER = new Act(Actor.of("jonas", Role.APPROVER), "measured");

    static Campaign publish(Node node, String scope) {
        var desk = node.recalls();
        var campaign = new Campaign(
                node, desk, desk.draft(content(scope), false, AUTHOR).id());
        campaign.publish();
        return campaign;
    }

    private static Content content(String scope) {
        return Notices.content(
                ScopeText.read(scope, _ -> OptionalLong.empty()), Action.STOP_USE, Content.UnknownBuild.CHECK);
    }

    void revise(Kind kind, String scope) {
        desk.revise(recall, desk.find(recall).latest().number(), kind, content(scope), AUTHOR);
        publish();
    }

    private void publish() {
        var hash = desk.preview(recall, AUTHOR).impact().summary().hash();
        desk.submit(recall, hash, AUTHOR);
        desk.approve(recall, hash, SIGNER);
        node.catalogues().fresh();
    }

    void withdraw() {
        desk.propose(recall, Kind.WITHDRAW, AUTHOR);
        desk.approve(recall, desk.find(recall).latest().impact().hash(), SIGNER);
        node.catalogues().fresh();
    }
}
