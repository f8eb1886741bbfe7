package org.echt.core.claim;

import java.util.List;
import org.echt.core.fault.StoreUnavailableException;
import org.echt.core.gs1.Gtin;
import org.echt.core.issuance.IssuanceDesk;
import org.echt.core.serial.AuthenticCode;
import org.echt.core.serial.Authentication;
import org.echt.core.serial.Claims;
import org.echt.core.serial.CodeReader;
import org.echt.core.serial.Mistake;
import org.echt.core.serial.Reading;
import org.echt.core.serial.SerialCode;
import org.echt.core.verify.Catalogue;
import org.echt.core.verify.CatalogueHolder;
import org.echt.core.verify.ItemStore;
import org.echt.core.verify.Verdict.LinkCheck;
import org.jspecify.annotations.Nullable;

/**
 * Looks codes up for those who answer claims. A look is no customer's check and is not counted as one. Thread-safe; throws
 * {@link StoreUnavailableException} when a store does not answer, because nothing can be said then.
 */
public final class ClaimDesk {
    private final CatalogueHolder catalogues;
    private final ItemStore items;
    private final IssuanceDesk issuance;

    public ClaimDesk(CatalogueHolder catalogues, ItemStore items, IssuanceDesk issuance) {
        this.catalogues = catalogues;
        this.items = items;
        this.issuance = issuance;
    }

    /**
     * What is known of a code.
     *
     * @param text as it was typed, pasted or scanned
     * @param gtin the product that is claimed; null for none, or what the text says
     * @param lot the lot that is claimed; null likewise
     */
    public Claim about(String text, @Nullable Gtin gtin, @Nullable String lot) {
        return switch (CodeReader.read(text)) {
            case Reading.Read read -> about(read.code(), new Claims(gtin, lot).or(read.claims()));
            case Reading.Mistyped mistyped -> new Claim.Mistyped(mistyped.mistake());
            case Reading.Foreign foreign -> new Claim.Foreign(foreign.kind());
            case Reading.Empty _ -> new Claim.Mistyped(new Mistake.Length(0, List.of(18)));
        };
    }

    private Claim about(SerialCode code, Claims claims) {
        var catalogue = catalogues.fresh();
        return switch (catalogue.authenticator().authenticate(code)) {
            case Authentication.Authentic(var authentic) -> issued(catalogue, authentic, claims);
            case Authentication.NotIssued _, Authentication.NotOurSlot _ ->
                issuance.nonIssuance(code, () -> catalogues.fresh().authenticator())
                        .map(Claim.NotIssued::new)
                        .orElseThrow(() -> new StoreUnavailableException("the batch of this code is being issued now"));
        };
    }

    private Claim issued(Catalogue catalogue, AuthenticCode code, Claims claims) {
        var batch = code.batch();
        var product = catalogue
                .register()
                .product(batch.gtin())
                .orElseThrow(() ->
                        new StoreUnavailableException("batch " + batch.number() + " names a product not on record"));
        return new Claim.Issued(
                code,
                product,
                LinkCheck.of(batch, claims),
                issuance.committed(batch).orElse(null),
                issuance.entry(batch),
                items.read(code.item(), false).state());
    }
}
