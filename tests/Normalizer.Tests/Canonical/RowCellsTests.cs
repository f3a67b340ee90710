using Normalizer.Canonical;

namespace Normalizer.Tests.Canonical;

public sealed class RowCellsTests
{
    private static readonly RowCells Cells = RowCells.Of([("c10", Text("十")), ("c2", Text("二"))]);

    [Fact]
    public void Cells_stand_in_the_order_of_the_grid() => Assert.Equal(["c2", "c10"], Cells.Select(pair => pair.Key));

    [Fact]
    public void A_column_without_a_cell_has_none()
    {
        Assert.False(Cells.TryGetValue("c1", out _));
        Assert.Throws<KeyNotFoundException>(() => Cells["c1"]);
    }

    [Fact]
    public void A_cell_is_replaced_in_its_place_or_added_in_its_own()
    {
        Assert.Equal(["新", "十"], Cells.SetItem("c2", Text("新")).Values.Select(cell => cell.Text));
        Assert.Equal(["二", "三", "十"], Cells.SetItem("c3", Text("三")).Values.Select(cell => cell.Text));
        Assert.Equal("二", Cells["c2"].Text);
    }

    [Fact]
    public void Cells_of_which_none_changes_stay_the_same_object()
    {
        Assert.Same(Cells, Cells.With((_, cell) => cell));
        Assert.Equal(["二", "换"], Cells.With((key, cell) => key == "c10" ? Text("换") : cell).Values.Select(cell => cell.Text));
    }

    [Fact]
    public void Two_cells_of_one_column_are_a_mistake() =>
        Assert.Throws<ArgumentException>(() => RowCells.Of([("c1", Text("一")), ("c1", Text("二"))]));

    private static Cell Text(string text) => new(text, text, CellState.Text, null, 0, null, null, Evidence.OnLine(1, 0, text.Length));
}
