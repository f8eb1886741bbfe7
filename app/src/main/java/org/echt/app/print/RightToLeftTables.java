package org.echt.app.print;

import com.openhtmltopdf.css.constants.IdentValue;
import com.openhtmltopdf.newtable.TableCellBox;
import com.openhtmltopdf.newtable.TableRowBox;
import com.openhtmltopdf.render.Box;
import com.openhtmltopdf.render.InlineLayoutBox;

/** Lets the first column of a table written from right to left be the right one; the library always begins at the left. */
final class RightToLeftTables {
    private RightToLeftTables() {}

    /** Mirrors the cells below {@code box}, which is laid out but not painted. */
    static void mirror(Box box) {
        if (box instanceof TableRowBox row && row.getStyle().getDirection().equals(IdentValue.RTL)) {
            for (var child : row.getChildren()) {
                if (child instanceof TableCellBox cell) {
                    cell.setX(row.getContentWidth() - cell.getX() - cell.getWidth());
                    cell.calcCanvasLocation();
                    cell.calcChildLocations();
                }
            }
        }
        box.getChildren().forEach(RightToLeftTables::mirror);
        if (box instanceof InlineLayoutBox inline) {
            for (var child : inline.getInlineChildren()) {
                if (child instanceof Box below) {
                    mirror(below);
                }
            }
        }
    }
}
