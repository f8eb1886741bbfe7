package org.echt.app.boot;

import org.echt.app.config.TimestampConfig;
import org.echt.app.sign.SignException;
import org.echt.app.sign.Timestamp;
import org.echt.app.sign.TimestampAuthority;
import org.echt.app.sign.TimestampReader;
import org.echt.core.fault.Fault;
import org.echt.core.fault.RefusedException;
import org.echt.core.ledger.Stamps;
import org.jspecify.annotations.Nullable;

/** Time-stamps as the configuration wants them. Nothing is opened before one is wanted. Thread-safe. */
final class NodeStamps implements Stamps {
    private final TimestampConfig config;
    private @Nullable TimestampAuthority authority;
    private @Nullable TimestampReader reader;

    NodeStamps(TimestampConfig config) {
        this.config = config;
    }

    @Override
    public boolean isOn() {
        return config instanceof TimestampConfig.On;
    }

    @Override
    public Answer ask(byte[] note) {
        return answer(() -> authority().stamp(note));
    }

    @Override
    public Answer read(byte[] note, byte[] token) {
        return answer(() -> reader().read(note, token));
    }

    private interface Work {
        Timestamp run();
    }

    private static Answer answer(Work work) {
        try {
            var stamp = work.run();
            return new Answer.Stamp(stamp.token(), stamp.at(), stamp.authority());
        } catch (SignException | RefusedException e) {
            return new Answer.Refused(String.valueOf(e.getMessage()));
        }
    }

    private synchronized TimestampAuthority authority() {
        if (authority == null) {
            authority = Signatures.authority(config)
                    .orElseThrow(() -> new RefusedException(
                            Fault.CONFLICT, "no authority confirms times: timestamp.url is empty"));
        }
        return authority;
    }

    private synchronized TimestampReader reader() {
        if (reader == null) {
            reader = new TimestampReader(Signatures.trusted(config));
        }
        return reader;
    }
}
