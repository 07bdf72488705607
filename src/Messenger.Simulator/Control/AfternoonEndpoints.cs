using System.ComponentModel.DataAnnotations;
using Messenger.Simulator.Afternoon;
using Messenger.Simulator.World;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Messenger.Simulator.Control;

/// <summary>A busy afternoon: by default 20 customers within two minutes at the first Page.</summary>
public sealed record NewAfternoon([property: Range(1, 20)] int Customers = 20, [property: Range(1, 3600)] double Seconds = 120, string? PageId = null);

/// <summary>Many customers at once, for a look at the whole product.</summary>
internal static class AfternoonEndpoints
{
    public static void MapAfternoon(this IEndpointRouteBuilder control)
    {
        control.MapPost("/afternoon", Start).WithSummary("20 customers in three languages write over two minutes, with pictures, a sticker, one angry, one who leaves");
        control.MapGet("/afternoon", (BusyAfternoon afternoon) => afternoon.State).WithSummary("How far the afternoon is");
        control.MapDelete("/afternoon", (BusyAfternoon afternoon) =>
        {
            afternoon.Stop();
            return TypedResults.NoContent();
        }).WithSummary("Ends it; what was said stays said");
    }

    private static Results<Accepted<AfternoonState>, ProblemHttpResult> Start(NewAfternoon wish, BusyAfternoon afternoon, AddressBook book)
    {
        var page = wish.PageId ?? SimulatorDefaults.TiendaPageId;
        if (book.Page(page) is null)
        {
            return Problems.NotFound("page", page);
        }

        return afternoon.Start(page, wish.Customers, wish.Seconds)
            ? TypedResults.Accepted("/control/afternoon", afternoon.State)
            : Problems.Conflict("afternoon-running", "An afternoon is already running.");
    }
}
